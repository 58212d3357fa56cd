package io.heddle.api.plan;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.Partitioner;
import java.io.Serializable;

/** How records choose among the parallel instances of the next operator. */
public sealed interface Partitioning extends Serializable {
    /** From one instance to the instance of the same index; needs equal parallelism. */
    record Forward() implements Partitioning {}

    /** To all instances in turn. */
    record Rebalance() implements Partitioning {}

    /** To a part of the instances in turn, so that few connections are needed. */
    record Rescale() implements Partitioning {}

    /** To instances at random. */
    record Shuffle() implements Partitioning {}

    /** To every instance. */
    record Broadcast() implements Partitioning {}

    /** To the first instance. */
    record Global() implements Partitioning {}

    /** By key group of the key. */
    record Hash(KeySpec<?, ?> key) implements Partitioning {}

    /** By a function of the user's. */
    record Custom<T, K>(Partitioner<K> partitioner, KeySelector<T, K> selector) implements Partitioning {}

    /**
     * From a source's enumerator to its readers: the message itself says which one. Only the planner makes it.
     */
    record Assignment() implements Partitioning {}
}
