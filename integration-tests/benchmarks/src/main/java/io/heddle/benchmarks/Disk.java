package io.heddle.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * What the disk of the checkpoints does at best, one file from its beginning to its end.
 *
 * @param writeMs until the bytes were written and forced
 * @param readMs until they were read again, which is from the system's cache as an engine's would be
 */
public record Disk(double writeMs, double readMs) {
    private static final int BLOCK = 1 << 20;
    private static final double NS_PER_MS = 1e6;

    /** Writes, reads and deletes a file of so many bytes, rounded up to megabytes. */
    public static Disk measure(long bytes) throws IOException {
        Path file = CheckpointDirectory.of(ProcessHandle.current().pid()).resolve("sequential");
        Files.createDirectories(file.getParent());
        byte[] noise = new byte[BLOCK];
        new SplittableRandom(bytes).nextBytes(noise);
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK).put(noise);
        try {
            long begunNs = System.nanoTime();
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (long written = 0; written < bytes; ) {
                    block.clear();
                    written += out.write(block);
                }
                out.force(true);
            }
            long writtenNs = System.nanoTime();
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                do {
                    block.clear();
                } while (in.read(block) >= 0);
            }
            return new Disk((writtenNs - begunNs) / NS_PER_MS, (System.nanoTime() - writtenNs) / NS_PER_MS);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
