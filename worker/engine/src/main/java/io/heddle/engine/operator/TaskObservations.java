package io.heddle.engine.operator;

import io.heddle.api.functions.Accumulator;
import io.heddle.api.metrics.Counter;
import io.heddle.api.metrics.Gauge;
import io.heddle.api.metrics.Histogram;
import io.heddle.api.metrics.Meter;
import io.heddle.api.metrics.Metric;
import io.heddle.api.metrics.View;
import io.heddle.engine.snapshot.BytesRead;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Metrics and accumulators that the functions of one task have registered. Task thread only. */
public final class TaskObservations {
    private static final Logger LOG = LogManager.getLogger(TaskObservations.class);

    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final Map<String, Accumulator<?, ?>> accumulators = new LinkedHashMap<>();
    /** Metrics that could not be read: a gauge may look at what its function has closed. */
    private final Set<String> broken = new HashSet<>();

    private final LateSamples late = new LateSamples();

    /** The samples of what was late. */
    public LateSamples late() {
        return late;
    }

    /** Shows, as long as the task runs, where the state came from that it started with. */
    public void restored(BytesRead read) {
        register("restoredBytesFromStorage", (Gauge<Long>) read::fromStorage);
        register("restoredBytesFromWorker", (Gauge<Long>) read::fromWorker);
    }

    void register(String name, Metric metric) {
        metrics.putIfAbsent(name, metric);
    }

    void register(String name, Accumulator<?, ?> accumulator) {
        if (accumulators.putIfAbsent(name, accumulator) != null) {
            throw new UnsupportedOperationException("The accumulator '" + name
                    + "' is registered already in this task. Take another name, or getAccumulator(name).");
        }
    }

    /** The accumulators by name. */
    public Map<String, Accumulator<?, ?>> accumulators() {
        return accumulators;
    }

    /** Lets those metrics count that want to be updated every {@link View#UPDATE_INTERVAL_SECONDS}. */
    public void updateViews() {
        for (Metric metric : metrics.values()) {
            if (metric instanceof View view) {
                view.update();
            }
        }
    }

    /** All numeric metrics by name that can be read. */
    public Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        metrics.forEach((name, metric) -> {
            try {
                put(values, name, metric);
            } catch (RuntimeException e) {
                if (broken.add(name)) {
                    LOG.warn("The metric '{}' cannot be read and is left out", name, e);
                }
            }
        });
        return values;
    }

    private static void put(Map<String, Double> values, String name, Metric metric) {
        if (metric instanceof Counter counter) {
            values.put(name, (double) counter.getCount());
        } else if (metric instanceof Meter meter) {
            values.put(name, meter.getRate());
        } else if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
            values.put(name, number.doubleValue());
        } else if (metric instanceof Histogram histogram) {
            values.put(name + ".count", (double) histogram.getCount());
            values.put(name + ".mean", histogram.getStatistics().getMean());
            values.put(name + ".p99", histogram.getStatistics().getQuantile(0.99));
        }
    }

    /** The accumulator of that name, made by {@code absent} if there is none. */
    <V, R extends Serializable, A extends Accumulator<V, R>> A accumulator(
            String name, Class<A> type, Supplier<A> absent) {
        Accumulator<?, ?> known = accumulators.get(name);
        if (known == null) {
            A made = absent.get();
            accumulators.put(name, made);
            return made;
        }
        if (!type.isInstance(known)) {
            throw new UnsupportedOperationException("The accumulator '" + name + "' is a "
                    + known.getClass().getSimpleName() + ", not a " + type.getSimpleName() + ".");
        }
        return type.cast(known);
    }
}
