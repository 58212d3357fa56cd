package io.heddle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process uses. */
public final class Usage {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int COLLECTIONS = 3;

    private Usage() {}

    /** CPU time of the process in nanoseconds. */
    public static long cpuNs() {
        return PROCESS.getProcessCpuTime();
    }

    /** Heap that is in use after collections. */
    public static long heapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Whether this process has come to use little. */
    public static final class Calm {
        private static final long LOOK_NS = 1_000_000_000L;
        private static final double CORES = 0.25;
        /** One quiet second may lie between two stages of a start. */
        private static final int QUIET_SECONDS = 3;

        private long lookedNs = System.nanoTime();
        private long cpuNs = Usage.cpuNs();
        private int quietSeconds;

        /** Called again and again. */
        public void look() {
            long nowNs = System.nanoTime();
            if (nowNs - lookedNs >= LOOK_NS) {
                long usedNs = Usage.cpuNs();
                quietSeconds = usedNs - cpuNs < CORES * (nowNs - lookedNs) ? quietSeconds + 1 : 0;
                lookedNs = nowNs;
                cpuNs = usedNs;
            }
        }

        /** Whether it used less than a quarter of a core for three seconds. */
        public boolean isReached() {
            return quietSeconds >= QUIET_SECONDS;
        }
    }

    /** What this process uses from some time on. */
    public static final class Span {
        private final long fromNs;
        private long begunNs;
        private long cpuNs;

        /** Begins with the first look after {@code fromNs} on the clock of {@link System#nanoTime}. */
        public Span(long fromNs) {
            this.fromNs = fromNs;
        }

        /** Called again and again. */
        public void look() {
            if (begunNs == 0 && System.nanoTime() > fromNs) {
                begunNs = System.nanoTime();
                cpuNs = Usage.cpuNs();
            }
        }

        /** Whether it was looked at since. */
        public boolean hasBegun() {
            return begunNs != 0;
        }

        /** How many cores were used since then. */
        public double cores() {
            return (Usage.cpuNs() - cpuNs) / (double) (System.nanoTime() - begunNs);
        }
    }
}
