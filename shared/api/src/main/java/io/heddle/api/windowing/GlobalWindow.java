package io.heddle.api.windowing;

import io.heddle.api.types.TypeSerializer;
import io.heddle.api.types.Types;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The one window that holds everything (of a key). Its last timestamp is {@link Long#MAX_VALUE}, so it ends with a
 * bounded stream only.
 */
public final class GlobalWindow extends Window implements Serializable {
    private static final GlobalWindow INSTANCE = new GlobalWindow();

    private GlobalWindow() {}

    /** The window. */
    public static GlobalWindow get() {
        return INSTANCE;
    }

    @Override
    public long maxTimestamp() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GlobalWindow;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "GlobalWindow";
    }

    /** Stands for the type of this window, in assigners written for Flink. */
    public static final class Serializer extends TypeSerializer<GlobalWindow> {
        /** Every one is the same. */
        public Serializer() {
            super(Types.GENERIC(GlobalWindow.class));
        }
    }
}
