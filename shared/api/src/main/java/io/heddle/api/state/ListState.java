package io.heddle.api.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list per key (keyed state) or per instance (operator state), in the order of additions. {@link #get} never
 * returns null: where nothing was added the list is empty. With a time to live each element expires by itself.
 */
public interface ListState<T> extends MergingState<T, Iterable<T>> {
    @Override
    Iterable<T> get() throws Exception;

    /**
     * Replaces the list; null or an empty list forgets it.
     *
     * @throws Exception if the backend fails
     */
    void update(@Nullable List<T> values) throws Exception;

    /**
     * Adds all values; null adds nothing.
     *
     * @throws Exception if the backend fails
     */
    void addAll(@Nullable List<T> values) throws Exception;
}
