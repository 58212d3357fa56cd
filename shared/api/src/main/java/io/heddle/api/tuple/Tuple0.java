package io.heddle.api.tuple;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The tuple without fields. */
public final class Tuple0 extends Tuple {

    @Serial
    private static final long serialVersionUID = 1L;

    public static final Tuple0 INSTANCE = new Tuple0();

    @Override
    public int getArity() {
        return 0;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> T getField(int pos) {
        throw noSuchField(pos);
    }

    @Override
    public <T> void setField(T value, int pos) {
        throw noSuchField(pos);
    }

    @Override
    public Tuple0 copy() {
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tuple0;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
