package io.heddle.api.functions;

import java.util.TreeMap;

/**
 * Counts how often each integer was added. An accumulator: for the metric see {@code
 * io.heddle.api.metrics.Histogram}.
 */
@SuppressWarnings("NonApiType")
public class Histogram implements Accumulator<Integer, TreeMap<Integer, Integer>> {
    private TreeMap<Integer, Integer> counts = new TreeMap<>();

    /** Starts empty. */
    public Histogram() {}

    @Override
    public void add(Integer value) {
        counts.merge(value, 1, Integer::sum);
    }

    @Override
    public TreeMap<Integer, Integer> getLocalValue() {
        return counts;
    }

    @Override
    public void resetLocal() {
        counts.clear();
    }

    @Override
    public void merge(Accumulator<Integer, TreeMap<Integer, Integer>> other) {
        other.getLocalValue().forEach((value, count) -> counts.merge(value, count, Integer::sum));
    }

    @Override
    public Histogram clone() {
        Histogram copy = new Histogram();
        copy.counts = new TreeMap<>(counts);
        return copy;
    }
}
