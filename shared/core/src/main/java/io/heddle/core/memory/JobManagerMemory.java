package io.heddle.core.memory;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.MemorySettings;
import io.heddle.core.config.MemorySize;
import java.util.List;
import java.util.Optional;

/** Divides the master's memory by Flink's keys, defaults and bounds; small containers shrink as a worker's do. */
public final class JobManagerMemory {
    /** Container size if nothing is set. */
    public static final MemorySize USUAL_TOTAL = MemorySize.ofMebiBytes(1600);

    private static final long MB = 1L << 20;
    private static final long USUAL_LEAST_HEAP = 128 * MB;
    private static final long LEAST_HEAP = 64 * MB;

    private final Configuration configuration;
    private final Part metaspace;
    private final Part offHeap;
    private final Share overhead;

    private JobManagerMemory(Configuration configuration) {
        this.configuration = configuration;
        metaspace = Part.of(configuration, MemorySettings.JOBMANAGER_METASPACE, 96);
        offHeap = Part.of(configuration, MemorySettings.JOBMANAGER_OFF_HEAP, 64);
        overhead = Share.of(
                configuration,
                MemorySettings.JOBMANAGER_OVERHEAD_FRACTION,
                MemorySettings.JOBMANAGER_OVERHEAD_MIN,
                MemorySettings.JOBMANAGER_OVERHEAD_MAX,
                96);
    }

    /** The budget; a ConfigurationException that names the least that can work if there is none. */
    public static MemoryBudget solve(Configuration configuration) {
        return new JobManagerMemory(configuration).solve();
    }

    private MemoryBudget solve() {
        Optional<Long> process =
                configuration.explicit(MemorySettings.JOBMANAGER_PROCESS).map(MemorySize::bytes);
        Optional<Long> flink =
                configuration.explicit(MemorySettings.JOBMANAGER_FLINK).map(MemorySize::bytes);
        Optional<Long> heap =
                configuration.explicit(MemorySettings.JOBMANAGER_HEAP).map(MemorySize::bytes);
        if (heap.isPresent()) {
            long direct = flink.map(total -> total - heap.get()).orElse(offHeap.usualBytes());
            if (direct <= 0) {
                throw new ConfigurationException(MemorySettings.JOBMANAGER_FLINK.key() + " must be larger than "
                        + MemorySettings.JOBMANAGER_HEAP.key() + ".");
            }
            return around(heap.get(), MemorySettings.JOBMANAGER_HEAP.key(), direct, process);
        }
        if (flink.isPresent()) {
            long rest = flink.get() - offHeap.usualBytes();
            if (rest < LEAST_HEAP) {
                throw tooSmall(MemorySettings.JOBMANAGER_FLINK.key(), flink.get(), LEAST_HEAP - rest);
            }
            return around(rest, "what the other parts leave", offHeap.usualBytes(), process);
        }
        return fromProcess(process.orElse(USUAL_TOTAL.bytes()));
    }

    private MemoryBudget around(long heap, String heapRule, long direct, Optional<Long> process) {
        long known = heap + direct + metaspace.usualBytes();
        Share.Sized rest = process.isPresent() ? overhead.rest(process.get() - known) : overhead.besides(known);
        return budget(1, heap, heapRule, direct, rest);
    }

    private MemoryBudget fromProcess(long total) {
        double scale = 1;
        if (heapAt(total, 1) < USUAL_LEAST_HEAP) {
            if (heapAt(total, 0) < LEAST_HEAP) {
                throw tooSmall(MemorySettings.JOBMANAGER_PROCESS.key(), total, LEAST_HEAP - heapAt(total, 0));
            }
            double fits = 0;
            double tooLarge = 1;
            for (int step = 0; step < 30; step++) {
                double middle = (fits + tooLarge) / 2;
                boolean enough =
                        heapAt(total, middle) >= LEAST_HEAP + (long) ((USUAL_LEAST_HEAP - LEAST_HEAP) * middle);
                fits = enough ? middle : fits;
                tooLarge = enough ? tooLarge : middle;
            }
            scale = fits;
        }
        return budget(
                scale,
                heapAt(total, scale),
                "what the other parts leave",
                offHeap.at(scale),
                overhead.ofWhole(total, scale));
    }

    private long heapAt(long total, double scale) {
        return total
                - metaspace.at(scale)
                - offHeap.at(scale)
                - overhead.ofWhole(total, scale).bytes();
    }

    private ConfigurationException tooSmall(String key, long total, long missing) {
        long least = (long) ((total + missing / (1 - overhead.fraction()) + MB) / MB) + 1;
        return new ConfigurationException("A JobManager of " + MemoryText.megabytes(total)
                + " cannot work: its parts need more. The least that can, with the other sizes as they are set, is "
                + least + " MB. Use -jm " + least + " (-yjm), or set " + key + " to at least " + least + "m.");
    }

    private MemoryBudget budget(double scale, long heap, String heapRule, long direct, Share.Sized jvmOverhead) {
        boolean limited = configuration.get(MemorySettings.JOBMANAGER_DIRECT_LIMIT);
        return new MemoryBudget(
                "JobManager",
                new MemorySize(heap + direct + metaspace.at(scale) + jvmOverhead.bytes()),
                new MemorySize(heap),
                limited ? new MemorySize(direct) : MemorySize.ZERO,
                new MemorySize(metaspace.at(scale)),
                MemorySize.ZERO,
                MemorySize.ZERO,
                List.of(
                        new BudgetLine("heap", new MemorySize(heap), heapRule),
                        new BudgetLine("off-heap", new MemorySize(direct), offHeap.ruleAt(scale)),
                        new BudgetLine("JVM metaspace", new MemorySize(metaspace.at(scale)), metaspace.ruleAt(scale)),
                        new BudgetLine("JVM overhead", new MemorySize(jvmOverhead.bytes()), jvmOverhead.rule())));
    }
}
