package io.heddle.core.types;

import java.util.Optional;

/** Optionals: a flag, and the value if there is one. */
final class OptionalSerializer<V> implements TypeSerializer<Optional<V>> {

    private final TypeSerializer<V> value;

    OptionalSerializer(TypeSerializer<V> value) {
        this.value = value;
    }

    @Override
    public void write(Optional<V> optional, BinaryWriter out) {
        out.writeBoolean(optional.isPresent());
        if (optional.isPresent()) {
            value.write(optional.get(), out);
        }
    }

    @Override
    public Optional<V> read(BinaryReader in) {
        return in.readBoolean() ? Optional.of(value.read(in)) : Optional.empty();
    }

    @Override
    public Optional<V> copy(Optional<V> optional) {
        return immutable() ? optional : optional.map(value::copy);
    }

    @Override
    public boolean immutable() {
        return value.immutable();
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return new TypeSnapshot.OptionalOf(value.snapshot());
    }

    @Override
    public Resolution<Optional<V>> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.OptionalOf optional)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
        Resolution<V> resolved = value.resolve(optional.value());
        if (resolved instanceof Resolution.Migrate<V> migrate) {
            TypeReader<V> reader = migrate.reader();
            return new Resolution.Migrate<>(in -> in.readBoolean() ? Optional.of(reader.read(in)) : Optional.empty());
        }
        return resolved instanceof Resolution.Incompatible<V> incompatible
                ? Mismatch.inside("the value", incompatible)
                : new Resolution.AsIs<>();
    }
}
