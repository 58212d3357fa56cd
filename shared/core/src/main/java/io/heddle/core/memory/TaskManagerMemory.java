package io.heddle.core.memory;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.MemorySettings;
import io.heddle.core.config.MemorySize;
import io.heddle.core.config.StateSettings;
import java.util.List;
import java.util.Optional;

/**
 * Divides a worker's memory by Flink's keys, defaults, fractions and bounds. Where the usual sizes do not fit into a
 * small container, the parts that nobody chose shrink together towards their least sizes, so that any container that
 * can work does.
 */
public final class TaskManagerMemory {
    /** Container size if nothing is set. */
    public static final MemorySize USUAL_TOTAL = MemorySize.ofMebiBytes(1728);

    private static final long MB = 1L << 20;
    private static final long USUAL_TASK_HEAP = 128 * MB;
    private static final long LEAST_TASK_HEAP = 32 * MB;
    private static final long LEAST_ROCKSDB = 32 * MB;

    private final Configuration configuration;
    private final Part metaspace;
    private final Part frameworkHeap;
    private final Part frameworkOffHeap;
    private final Part taskOffHeap;
    private final Share network;
    private final Share overhead;
    private final double managedFraction;
    private final Optional<Long> managed;
    private final Optional<Long> taskHeap;

    private TaskManagerMemory(Configuration configuration) {
        this.configuration = configuration;
        metaspace = Part.of(configuration, MemorySettings.TASKMANAGER_METASPACE, 96);
        frameworkHeap = Part.of(configuration, MemorySettings.FRAMEWORK_HEAP, 64);
        frameworkOffHeap = Part.of(configuration, MemorySettings.FRAMEWORK_OFF_HEAP, 48);
        taskOffHeap = Part.of(configuration, MemorySettings.TASK_OFF_HEAP, 0);
        network = Share.of(
                configuration,
                MemorySettings.NETWORK_FRACTION,
                MemorySettings.NETWORK_MIN,
                MemorySettings.NETWORK_MAX,
                16);
        overhead = Share.of(
                configuration,
                MemorySettings.TASKMANAGER_OVERHEAD_FRACTION,
                MemorySettings.TASKMANAGER_OVERHEAD_MIN,
                MemorySettings.TASKMANAGER_OVERHEAD_MAX,
                96);
        managedFraction = configuration.get(MemorySettings.MANAGED_FRACTION);
        if (managedFraction < 0 || managedFraction >= 1) {
            throw new ConfigurationException(MemorySettings.MANAGED_FRACTION.key() + " is " + managedFraction
                    + "; a fraction must be at least 0 and less than 1.");
        }
        managed = configuration.explicit(MemorySettings.MANAGED).map(MemorySize::bytes);
        taskHeap = configuration.explicit(MemorySettings.TASK_HEAP).map(MemorySize::bytes);
    }

    /** The budget; a ConfigurationException that names the least that can work if there is none. */
    public static MemoryBudget solve(Configuration configuration) {
        return new TaskManagerMemory(configuration).solve();
    }

    private MemoryBudget solve() {
        Optional<Long> process =
                configuration.explicit(MemorySettings.TASKMANAGER_PROCESS).map(MemorySize::bytes);
        Optional<Long> flink =
                configuration.explicit(MemorySettings.TASKMANAGER_FLINK).map(MemorySize::bytes);
        if (flink.isEmpty() && taskHeap.isPresent() && managed.isPresent()) {
            return fromParts(process);
        }
        if (flink.isPresent()) {
            Inside inside = fit("taskmanager.memory.flink.size", flink.get(), this::inside);
            return around(inside, process);
        }
        long total = process.orElse(USUAL_TOTAL.bytes());
        Inside inside = fit("taskmanager.memory.process.size", total, this::insideProcess);
        long rest = total - metaspace.at(inside.scale()) - inside.total();
        return budget(
                inside,
                new Share.Sized(rest, overhead.ofWhole(total, inside.scale()).rule()));
    }

    /** What lies inside {@code flink.size}, solved at one scale. */
    private record Inside(
            double scale, long taskHeap, long managed, String managedRule, Share.Sized network, long total) {}

    private interface Problem {
        Inside solve(long totalBytes, double scale);
    }

    /** The largest scale at which the task heap is at least what tasks need. */
    private Inside fit(String key, long totalBytes, Problem problem) {
        Inside usual = problem.solve(totalBytes, 1);
        if (isEnough(usual)) {
            return usual;
        }
        if (!isEnough(problem.solve(totalBytes, 0))) {
            throw tooSmall(key, totalBytes, leastTotal(problem, totalBytes));
        }
        double fits = 0;
        double tooLarge = 1;
        for (int step = 0; step < 30; step++) {
            double middle = (fits + tooLarge) / 2;
            if (isEnough(problem.solve(totalBytes, middle))) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return problem.solve(totalBytes, fits);
    }

    private boolean isEnough(Inside inside) {
        long wanted = taskHeap.orElse(LEAST_TASK_HEAP + (long) ((USUAL_TASK_HEAP - LEAST_TASK_HEAP) * inside.scale()));
        return inside.taskHeap() >= wanted;
    }

    private static ConfigurationException tooSmall(String key, long totalBytes, long leastBytes) {
        long least = (leastBytes + MB - 1) / MB;
        return new ConfigurationException("A TaskManager of " + MemoryText.megabytes(totalBytes)
                + " cannot work: its parts need more. The least that can, with the other sizes as they are set, is "
                + least + " MB. Use -tm " + least + " (-ytm), or set " + key + " to at least " + least + "m.");
    }

    private long leastTotal(Problem problem, long tooSmallBytes) {
        long tooSmall = tooSmallBytes;
        long enough = Math.max(MB, tooSmallBytes);
        while (!isEnough(problem.solve(enough, 0))) {
            enough *= 2;
        }
        while (enough - tooSmall > MB / 4) {
            long middle = (enough + tooSmall) / 2;
            if (isEnough(problem.solve(middle, 0))) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private boolean isManagedFractionChosen() {
        return configuration.isSet(MemorySettings.MANAGED_FRACTION);
    }

    private Inside insideProcess(long total, double scale) {
        return inside(
                total - metaspace.at(scale) - overhead.ofWhole(total, scale).bytes(), scale);
    }

    private Inside inside(long space, double scale) {
        Share.Sized buffers = network.ofWhole(Math.max(0, space), scale);
        long fixed = frameworkHeap.at(scale) + frameworkOffHeap.at(scale) + taskOffHeap.at(scale);
        long forState = managedBytes(Math.max(0, space), scale);
        String rule = managedRule(scale);
        if (taskHeap.isPresent() && scale == 1 && managed.isEmpty()) {
            long left = space - fixed - forState - taskHeap.get();
            if (left >= network.minBytes() && left <= network.maxBytes()) {
                return new Inside(scale, taskHeap.get(), forState, rule, network.rest(left), space);
            }
        }
        return new Inside(scale, space - fixed - forState - buffers.bytes(), forState, rule, buffers, space);
    }

    private long managedBytes(long space, double scale) {
        if (managed.isPresent()) {
            return managed.get();
        }
        long usual = (long) (space * managedFraction);
        if (isManagedFractionChosen()) {
            return usual;
        }
        boolean rocksDb = configuration.get(StateSettings.BACKEND) == StateSettings.Backend.ROCKSDB;
        long floor = rocksDb ? Math.min(usual, LEAST_ROCKSDB) : 0;
        return floor + (long) ((usual - floor) * scale);
    }

    private String managedRule(double scale) {
        if (managed.isPresent()) {
            return MemorySettings.MANAGED.key();
        }
        String rule = MemorySettings.MANAGED_FRACTION.key() + " " + managedFraction;
        return scale == 1 || isManagedFractionChosen() ? rule : rule + ", reduced to fit";
    }

    /** Task heap and managed size are given, and no sum inside: everything follows from the parts. */
    private MemoryBudget fromParts(Optional<Long> process) {
        long parts = taskHeap.orElseThrow()
                + managed.orElseThrow()
                + frameworkHeap.usualBytes()
                + frameworkOffHeap.usualBytes()
                + taskOffHeap.usualBytes();
        Share.Sized buffers;
        if (process.isPresent()) {
            long space = process.get()
                    - metaspace.usualBytes()
                    - overhead.ofWhole(process.get(), 1).bytes();
            buffers = network.rest(space - parts);
        } else {
            buffers = network.besides(parts);
        }
        Inside inside = new Inside(
                1, taskHeap.get(), managed.get(), MemorySettings.MANAGED.key(), buffers, parts + buffers.bytes());
        return around(inside, process);
    }

    /** Adds metaspace and overhead around what lies inside {@code flink.size}. */
    private MemoryBudget around(Inside inside, Optional<Long> process) {
        long known = inside.total() + metaspace.at(inside.scale());
        return budget(inside, process.isPresent() ? overhead.rest(process.get() - known) : overhead.besides(known));
    }

    private MemoryBudget budget(Inside inside, Share.Sized jvmOverhead) {
        double scale = inside.scale();
        MemorySize heap = new MemorySize(frameworkHeap.at(scale) + inside.taskHeap());
        MemorySize direct = new MemorySize(frameworkOffHeap.at(scale)
                + taskOffHeap.at(scale)
                + inside.network().bytes());
        MemorySize classes = new MemorySize(metaspace.at(scale));
        String heapRule = taskHeap.isPresent() ? MemorySettings.TASK_HEAP.key() : "what the other parts leave";
        return new MemoryBudget(
                "TaskManager",
                new MemorySize(inside.total() + metaspace.at(scale) + jvmOverhead.bytes()),
                heap,
                direct,
                classes,
                new MemorySize(inside.managed()),
                new MemorySize(inside.network().bytes()),
                List.of(
                        line("framework heap", frameworkHeap.at(scale), frameworkHeap.ruleAt(scale)),
                        line("task heap", inside.taskHeap(), heapRule),
                        line("managed", inside.managed(), inside.managedRule()),
                        line(
                                "network",
                                inside.network().bytes(),
                                inside.network().rule()),
                        line("framework off-heap", frameworkOffHeap.at(scale), frameworkOffHeap.ruleAt(scale)),
                        line("task off-heap", taskOffHeap.at(scale), taskOffHeap.ruleAt(scale)),
                        line("JVM metaspace", metaspace.at(scale), metaspace.ruleAt(scale)),
                        line("JVM overhead", jvmOverhead.bytes(), jvmOverhead.rule())));
    }

    private static BudgetLine line(String part, long bytes, String rule) {
        return new BudgetLine(part, new MemorySize(bytes), rule);
    }
}
