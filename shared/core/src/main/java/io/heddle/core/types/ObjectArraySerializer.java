package io.heddle.core.types;

import io.heddle.api.types.ObjectArrayTypeInfo;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of objects. */
final class ObjectArraySerializer<A, E> implements TypeSerializer<A> {

    private final Class<?> elementClass;
    private final TypeSerializer<E> element;

    ObjectArraySerializer(ObjectArrayTypeInfo<A, E> type, TypeSerializer<E> element) {
        this.elementClass = type.typeClass().getComponentType();
        this.element = element;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(A array, BinaryWriter out) {
        NullableElements.write((@Nullable E[]) array, element, out);
    }

    @Override
    public A read(BinaryReader in) {
        return read(in, element);
    }

    @Override
    @SuppressWarnings("unchecked")
    public A copy(A array) {
        @Nullable E[] copy = ((@Nullable E[]) array).clone();
        if (!element.immutable()) {
            for (int i = 0; i < copy.length; i++) {
                E each = copy[i];
                copy[i] = each == null ? null : element.copy(each);
            }
        }
        return (A) copy;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return new TypeSnapshot.ObjectArray(element.snapshot());
    }

    @Override
    public Resolution<A> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.ObjectArray array)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
        Resolution<E> resolved = element.resolve(array.element());
        if (resolved instanceof Resolution.Migrate<E> migrate) {
            return new Resolution.Migrate<>(in -> read(in, migrate.reader()));
        }
        return resolved instanceof Resolution.Incompatible<E> incompatible
                ? Mismatch.inside("the elements", incompatible)
                : new Resolution.AsIs<>();
    }

    @SuppressWarnings("unchecked")
    private A read(BinaryReader in, TypeReader<E> reader) {
        int header = in.readVarInt();
        int count = NullableElements.count(header);
        boolean nulls = NullableElements.hasNulls(header);
        List<@Nullable E> values = new ArrayList<>(NullableElements.capacity(header, in));
        for (int i = 0; i < count; i++) {
            values.add(NullableElements.readElement(nulls, reader, in));
        }
        return (A) values.toArray((Object[]) Array.newInstance(elementClass, count));
    }
}
