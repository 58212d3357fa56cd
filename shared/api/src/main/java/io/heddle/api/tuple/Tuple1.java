package io.heddle.api.tuple;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** A mutable tuple of one field, any of which may be null. */
@NullUnmarked
public class Tuple1<T0> extends Tuple {

    @Serial
    private static final long serialVersionUID = 1L;

    public T0 f0;

    /** All fields null. */
    public Tuple1() {}

    /** A tuple of this field. */
    public Tuple1(T0 f0) {
        this.f0 = f0;
    }

    /** A tuple of this field; the types are inferred. */
    public static <T0> Tuple1<T0> of(T0 f0) {
        return new Tuple1<>(f0);
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getField(int pos) {
        return switch (pos) {
            case 0 -> (T) f0;
            default -> throw noSuchField(pos);
        };
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void setField(T value, int pos) {
        switch (pos) {
            case 0 -> f0 = (T0) value;
            default -> throw noSuchField(pos);
        }
    }

    /** Sets the field. */
    public void setFields(T0 f0) {
        this.f0 = f0;
    }

    @Override
    public Tuple1<T0> copy() {
        return new Tuple1<>(f0);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Tuple1<?> that && Objects.equals(f0, that.f0);
    }

    @Override
    public int hashCode() {
        int hash = Objects.hashCode(f0);
        return hash;
    }
}
