package io.heddle.api.functions;

/** Takes the records a function emits. Not thread-safe: use it on the task's thread only. */
public interface Collector<T> {
    /**
     * Emits one record. Returns when it has been handed on, which may take as long as the operators behind are busy.
     * The record must not be changed afterwards.
     */
    void collect(T record);

    /** Closes the collector; user functions need not call it. */
    default void close() {}
}
