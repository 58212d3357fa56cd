package io.heddle.api.functions;

/** Chooses the channel of a record by its key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {
    /**
     * The channel of a key, from 0 to {@code numPartitions - 1}; anything else fails the task. The same key should
     * always give the same channel.
     */
    int partition(K key, int numPartitions);
}
