package io.heddle.core.memory;

import io.heddle.core.config.MemorySize;
import java.util.ArrayList;
import java.util.List;

/**
 * A process's memory, solved.
 *
 * @param process "JobManager" or "TaskManager"
 * @param total size of the container to ask for
 * @param heap the JVM's heap
 * @param direct limit of direct memory; null-like zero means that the JVM gets no limit
 * @param metaspace the JVM's metaspace
 * @param managed memory for state backends and sorting, outside the JVM's own accounts
 * @param network memory for network buffers, part of direct
 * @param lines every part with the rule that gave its size, adding up to the total
 */
public record MemoryBudget(
        String process,
        MemorySize total,
        MemorySize heap,
        MemorySize direct,
        MemorySize metaspace,
        MemorySize managed,
        MemorySize network,
        List<BudgetLine> lines) {
    private static final int SORTING_SHARE = 4;
    private static final MemorySize CODE_CACHE = MemorySize.ofMebiBytes(240);
    private static final MemorySize LIBRARIES_AND_ARENAS = MemorySize.ofMebiBytes(400);

    /** The JVM's options for these sizes. */
    public List<String> jvmFlags() {
        List<String> flags = new ArrayList<>();
        flags.add("-Xmx" + heap.bytes() / 1024 + "k");
        flags.add("-Xms" + heap.bytes() / 1024 + "k");
        if (!direct.equals(MemorySize.ZERO)) {
            flags.add("-XX:MaxDirectMemorySize=" + direct.bytes());
        }
        flags.add("-XX:MaxMetaspaceSize=" + metaspace.bytes());
        return flags;
    }

    /**
     * The part of the heap in which batch jobs may sort what keyed operators read. It is the one that object caches of RocksDB
     * take in streaming jobs: what a job sorts needs none.
     */
    public MemorySize sorting() {
        return new MemorySize(heap.bytes() / SORTING_SHARE);
    }

    /** Container size in whole mebibytes, as YARN takes it. */
    public int totalMb() {
        return Math.toIntExact(total.mebiBytesRoundedUp());
    }

    /** What the process may come to occupy of address space, for clusters that check virtual memory. */
    public MemorySize virtualEstimate() {
        return heap.plus(direct)
                .plus(managed)
                .plus(metaspace)
                .plus(metaspace)
                .plus(CODE_CACHE)
                .plus(LIBRARIES_AND_ARENAS);
    }

    /** The budget as a table of fixed-width lines. */
    public List<String> table() {
        List<String> rows = new ArrayList<>();
        rows.add(String.format("%s memory: %d MB", process, totalMb()));
        for (BudgetLine line : lines) {
            rows.add(String.format(
                    "  %-22s %8.1f MB  %s", line.part(), line.size().bytes() / 1048576.0, line.rule()));
        }
        return rows;
    }
}
