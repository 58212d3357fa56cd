package io.heddle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where an engine's process puts its checkpoints. */
final class CheckpointDirectory {
    private CheckpointDirectory() {}

    /** The directory of that process. */
    static Path of(long pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "bench-checkpoints-" + pid);
    }

    /** Deletes what the engine has left, once the process has ended or runs no job. */
    static void delete(long pid) throws IOException {
        Path checkpoints = of(pid);
        if (Files.exists(checkpoints)) {
            try (Stream<Path> all = Files.walk(checkpoints)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
