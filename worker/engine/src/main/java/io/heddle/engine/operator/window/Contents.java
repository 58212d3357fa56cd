package io.heddle.engine.operator.window;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is kept per key and window. */
interface Contents {

    /** Adds a record of the current key. */
    void add(Object window, Object value, long timestampMs) throws Exception;

    /**
     * What the output gets: an aggregate, or an {@code Iterable} of records; null if the window is empty. What the user's code
     * gets of it is not touched again.
     */
    @Nullable
    Object get(Object window) throws Exception;

    /** Forgets what the current key has there. */
    void clear(Object window);

    /** Moves what the current key has in {@code sources} to {@code target}. */
    void merge(Object target, Collection<?> sources) throws Exception;
}
