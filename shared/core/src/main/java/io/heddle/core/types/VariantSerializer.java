package io.heddle.core.types;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.VariantTypeInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.util.ArrayList;
import java.util.List;

/** Values of a sealed class: the number of the concrete class, then the value as one of that class. */
final class VariantSerializer<T> implements TypeSerializer<T> {

    private final Class<?>[] classes;
    private final TypeSerializer<T>[] variants;
    private final TypeSnapshot.Variants snapshot;
    private final boolean immutable;

    @SuppressWarnings("unchecked")
    VariantSerializer(VariantTypeInfo<T> type, List<TypeSerializer<?>> variants) {
        this.classes =
                type.variants().stream().map(TypeInformation::getTypeClass).toArray(Class<?>[]::new);
        this.variants = variants.toArray(TypeSerializer[]::new);
        this.immutable = type.isImmutable();
        List<TypeSnapshot.Variant> written = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            written.add(new TypeSnapshot.Variant(classes[i].getName(), this.variants[i].snapshot()));
        }
        this.snapshot = new TypeSnapshot.Variants(type.typeClass().getName(), List.copyOf(written));
    }

    @Override
    public void write(T value, BinaryWriter out) {
        int index = indexOf(value);
        out.writeVarInt(index);
        variants[index].write(value, out);
    }

    @Override
    public T read(BinaryReader in) {
        return read(in, variants);
    }

    @Override
    public T copy(T value) {
        return immutable ? value : variants[indexOf(value)].copy(value);
    }

    @Override
    public boolean immutable() {
        return immutable;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return snapshot;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Resolution<T> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.Variants old)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot));
        }
        TypeReader<T>[] readers =
                (TypeReader<T>[]) new TypeReader<?>[old.variants().size()];
        boolean asIs = true;
        for (int i = 0; i < readers.length; i++) {
            TypeSnapshot.Variant variant = old.variants().get(i);
            int today = indexOf(variant.className());
            if (today < 0) {
                return new Resolution.Incompatible<>(snapshot.className() + " does not permit " + variant.className()
                        + " any more, which the written values may hold. Keep it, or name the class that replaces it"
                        + " its successor by @FormerNames.");
            }
            Resolution<T> resolved = variants[today].resolve(variant.type());
            if (resolved instanceof Resolution.Incompatible<T> incompatible) {
                return Mismatch.inside("the variant " + variant.className(), incompatible);
            }
            readers[i] = resolved instanceof Resolution.Migrate<T> migrate ? migrate.reader() : variants[today];
            asIs &= today == i && resolved instanceof Resolution.AsIs;
        }
        return asIs ? new Resolution.AsIs<>() : new Resolution.Migrate<>(in -> read(in, readers));
    }

    private int indexOf(T value) {
        // a constant of an enum may have a class of its own
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == type) {
                return i;
            }
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i].isInstance(value)) {
                return i;
            }
        }
        throw new HeddleException(
                FaultCategory.USER,
                "A value of " + type.getName() + " is none of the variants of " + snapshot.className() + ".",
                "",
                "");
    }

    private int indexOf(String className) {
        for (int i = 0; i < classes.length; i++) {
            if (FormerlyNamed.isOrWas(classes[i], className)) {
                return i;
            }
        }
        return -1;
    }

    private static <T> T read(BinaryReader in, TypeReader<T>[] variants) {
        int index = in.readVarInt();
        if (index < 0 || index >= variants.length) {
            throw in.damaged("the variant " + index + " of " + variants.length);
        }
        return variants[index].read(in);
    }
}
