package io.heddle.api.functions;

/** Chooses the channel of a record by its key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {
    /** The channel, from 0 to {@code numPartitions - 1}. */
    int partition(K key, int numPartitions);
}
