package io.heddle.core.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Lists, sets and other collections. */
final class SequenceSerializer<E, C extends Collection<E>> implements TypeSerializer<C> {

    private final TypeSnapshot.Sequence.Order order;
    private final TypeSerializer<E> element;

    SequenceSerializer(TypeSnapshot.Sequence.Order order, TypeSerializer<E> element) {
        this.order = order;
        this.element = element;
    }

    @Override
    public void write(C value, BinaryWriter out) {
        NullableElements.write(value, element, out);
    }

    @Override
    public C read(BinaryReader in) {
        return typed(readElements(in, order, element));
    }

    @Override
    public C copy(C value) {
        Collection<@Nullable E> copy = make(order, value.size());
        if (element.immutable()) {
            copy.addAll(value);
        } else {
            for (E each : value) {
                copy.add(each == null ? null : element.copy(each));
            }
        }
        return typed(copy);
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
        return new TypeSnapshot.Sequence(order, element.snapshot());
    }

    @Override
    public Resolution<C> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.Sequence sequence)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
        Resolution<E> resolved = element.resolve(sequence.element());
        if (resolved instanceof Resolution.Migrate<E> migrate) {
            return new Resolution.Migrate<>(in -> typed(readElements(in, order, migrate.reader())));
        }
        if (resolved instanceof Resolution.Incompatible<E> incompatible) {
            return Mismatch.inside("the elements", incompatible);
        }
        return new Resolution.AsIs<>();
    }

    private static <E> Collection<@Nullable E> readElements(
            BinaryReader in, TypeSnapshot.Sequence.Order order, TypeReader<E> element) {
        int header = in.readVarInt();
        int count = NullableElements.count(header);
        boolean nulls = NullableElements.hasNulls(header);
        Collection<@Nullable E> values = make(order, NullableElements.capacity(header, in));
        for (int i = 0; i < count; i++) {
            values.add(NullableElements.readElement(nulls, element, in));
        }
        return values;
    }

    private static <E> Collection<@Nullable E> make(TypeSnapshot.Sequence.Order order, int size) {
        return order == TypeSnapshot.Sequence.Order.SET
                ? new LinkedHashSet<>(Math.max(16, size * 4 / 3 + 1))
                : new ArrayList<>(size);
    }

    @SuppressWarnings("unchecked")
    private C typed(Collection<@Nullable E> values) {
        return (C) values;
    }
}
