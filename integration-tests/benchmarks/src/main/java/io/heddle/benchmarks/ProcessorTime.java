package io.heddle.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to JMH's elapsed time the processor time of the threads that run Java, which says the same on a machine where others work
 * too; JMH makes it by its name. The compiler and the collector have threads of their own and are not in it.
 */
public final class ProcessorTime implements InternalProfiler {
    static final String LABEL = "cpu";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Map<Long, Long> begunNs = Map.of();

    @Override
    public String getDescription() {
        return "Processor time per operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        begunNs = usedNs();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long sumNs = 0;
        for (Map.Entry<Long, Long> thread : usedNs().entrySet()) {
            sumNs += thread.getValue() - begunNs.getOrDefault(thread.getKey(), 0L);
        }
        double ns = sumNs / (double) result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, ns, "ns/op", AggregationPolicy.AVG));
    }

    /** By thread: one that ends meanwhile, like that of the benchmark before, must not be subtracted. */
    private static Map<Long, Long> usedNs() {
        Map<Long, Long> used = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            used.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
        }
        return used;
    }
}
