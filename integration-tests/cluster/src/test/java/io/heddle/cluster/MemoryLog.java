package io.heddle.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What processes have in memory, as the kernel says, once a second into a file: second, process, mebibytes. */
final class MemoryLog implements AutoCloseable {
    private static final String RESIDENT = "VmRSS:";
    private static final long A_SECOND_NS = 1_000_000_000;

    private final PrintWriter out;
    private final long startedNs = System.nanoTime();
    private long nextNs = startedNs;
    private long largestMb;

    MemoryLog(Path file) throws IOException {
        out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
    }

    /** Looks at the processes, if a second has passed since the last look. */
    void look(List<ProcessHandle> processes) {
        long nowNs = System.nanoTime();
        if (nowNs < nextNs) {
            return;
        }
        nextNs = nowNs + A_SECOND_NS;
        for (ProcessHandle process : processes) {
            long residentMb = residentMb(process.pid());
            largestMb = Math.max(largestMb, residentMb);
            out.println((nowNs - startedNs) / A_SECOND_NS + "," + process.pid() + "," + residentMb);
        }
    }

    private static long residentMb(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(RESIDENT)) {
                    String[] words = line.substring(RESIDENT.length()).strip().split("\\s+", 2);
                    return Long.parseLong(words[0]) / 1024;
                }
            }
            return 0;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    long largestMb() {
        return largestMb;
    }

    @Override
    public void close() {
        out.close();
    }
}
