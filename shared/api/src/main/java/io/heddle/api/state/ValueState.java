package io.heddle.api.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value per key, or per key and window in a window's own state. */
public interface ValueState<T> extends State {
    /**
     * The value, or the descriptor's default (null unless one was given) if none was set or it has expired. What was
     * changed in it must be given to {@link #update}: whether a change in place is seen depends on the backend.
     *
     * @throws IOException if the backend fails
     */
    @Nullable
    T value() throws IOException;

    /**
     * Sets the value; null forgets it.
     *
     * @throws IOException if the backend fails
     */
    void update(@Nullable T value) throws IOException;
}
