package io.heddle.api.state;

import org.jspecify.annotations.Nullable;

/**
 * State to which one adds.
 *
 * @param <I> what is added
 * @param <O> what is read
 */
public interface AppendingState<I, O> extends State {
    /**
     * The content, or null if there is none.
     *
     * @throws Exception if the backend or the user's function fails
     */
    @Nullable
    O get() throws Exception;

    /**
     * Adds a value.
     *
     * @throws Exception if the backend or the user's function fails
     */
    void add(I value) throws Exception;
}
