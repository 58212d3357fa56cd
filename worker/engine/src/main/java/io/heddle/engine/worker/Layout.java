package io.heddle.engine.worker;

import io.heddle.core.plan.JobEdge;
import java.util.stream.IntStream;

/** Which subtasks of two vertices are connected by an edge. */
final class Layout {
    private Layout() {}

    /** The consumers of a producing subtask, rising. */
    static int[] consumersOf(JobEdge.Shipping shipping, int producers, int consumers, int producer) {
        if (!shipping.isPointwise()) {
            return IntStream.range(0, consumers).toArray();
        }
        return IntStream.range(0, consumers)
                .filter(consumer -> connected(producers, consumers, producer, consumer))
                .toArray();
    }

    /** The producers of a consuming subtask, rising. */
    static int[] producersOf(JobEdge.Shipping shipping, int producers, int consumers, int consumer) {
        if (!shipping.isPointwise()) {
            return IntStream.range(0, producers).toArray();
        }
        return IntStream.range(0, producers)
                .filter(producer -> connected(producers, consumers, producer, consumer))
                .toArray();
    }

    /** The larger side is dealt out to the smaller one in consecutive, nearly equal shares. */
    private static boolean connected(int producers, int consumers, int producer, int consumer) {
        return producers >= consumers
                ? (int) ((long) producer * consumers / producers) == consumer
                : (int) ((long) consumer * producers / consumers) == producer;
    }
}
