package io.heddle.worker;

import io.heddle.core.control.FromWorker.MemorySample;
import io.heddle.core.time.Clock;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Looks at the process's memory and remembers the last looks. One thread samples, any may read what is remembered. */
final class MemorySampler {
    private static final int REMEMBERED = 600;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final MemorySample[] NONE = {};
    private static final String RSS = "VmRSS:";

    private final Clock clock;
    private final LongSupplier direct;
    private final LongSupplier managed;
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<MemoryPoolMXBean> metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .toList();
    private final List<BufferPoolMXBean> buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    private final MemorySample[] ring = new MemorySample[REMEMBERED];
    private final AtomicReference<MemorySample[]> remembered = new AtomicReference<>(NONE);
    private int taken;

    /**
     * Makes a sampler.
     *
     * @param direct direct memory that the JVM does not account for (network buffers)
     * @param managed managed memory in use
     */
    MemorySampler(Clock clock, LongSupplier direct, LongSupplier managed) {
        this.clock = clock;
        this.direct = direct;
        this.managed = managed;
    }

    MemorySample sample() {
        MemorySample sample = new MemorySample(
                clock.wallMs(),
                rss(),
                memory.getHeapMemoryUsage().getUsed(),
                memory.getHeapMemoryUsage().getMax(),
                buffers.stream().mapToLong(BufferPoolMXBean::getMemoryUsed).sum() + direct.getAsLong(),
                metaspace.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum(),
                managed.getAsLong(),
                threads.getThreadCount());
        ring[taken++ % REMEMBERED] = sample;
        int known = Math.min(taken, REMEMBERED);
        MemorySample[] ordered = new MemorySample[known];
        for (int i = 0; i < known; i++) {
            ordered[i] = ring[(taken - known + i) % REMEMBERED];
        }
        remembered.set(ordered);
        return sample;
    }

    /** The last ten minutes or so, oldest first. */
    List<MemorySample> remembered() {
        return List.of(Objects.requireNonNullElse(remembered.get(), NONE));
    }

    private static long rss() {
        try {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(RSS)) {
                    return kilobytes(line.substring(RSS.length()));
                }
            }
        } catch (IOException | NumberFormatException notLinux) {
            return -1;
        }
        return -1;
    }

    /** {@code "  1234 kB"} in bytes. */
    static long kilobytes(String text) {
        return Long.parseLong(text.strip().split("\\s+", 2)[0]) * 1024;
    }
}
