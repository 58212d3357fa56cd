package io.heddle.api.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value per key. */
public interface ValueState<T> extends State {
    /**
     * The value, or the descriptor's default if none was set.
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
