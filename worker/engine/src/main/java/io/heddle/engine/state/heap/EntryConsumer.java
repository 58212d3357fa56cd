package io.heddle.engine.state.heap;

/**
 * Takes the entries of a table.
 *
 * @param <E> what it may fail with
 */
@FunctionalInterface
interface EntryConsumer<E extends Exception> {
    void accept(Object key, Object value) throws E;
}
