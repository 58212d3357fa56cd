package io.heddle.engine.state;

import io.heddle.api.state.State;
import java.util.Collection;

/**
 * State per key and namespace, a window for example.
 *
 * @param <S> the kind of state
 */
public interface NamespacedState<S extends State> {

    /** The state of the current key and that namespace; always the same object, which works on the namespace given last. */
    S in(Object namespace);

    /**
     * Moves what the current key has in the {@code sources} to the {@code target}, combined with what it has there: lists are
     * joined, reduced and aggregated values are merged. Values and maps cannot be merged.
     */
    void merge(Object target, Collection<?> sources) throws Exception;
}
