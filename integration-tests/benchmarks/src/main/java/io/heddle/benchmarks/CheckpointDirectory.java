package io.heddle.benchmarks;

import io.heddle.core.storage.FileTree;
import java.io.IOException;
import java.nio.file.Path;

/** Where an engine's process puts its checkpoints. */
final class CheckpointDirectory {
    private CheckpointDirectory() {}

    /** The directory of that process. */
    static Path of(long pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "bench-checkpoints-" + pid);
    }

    /** Deletes what the engine has left, once the process has ended or runs no job. */
    static void delete(long pid) throws IOException {
        FileTree.delete(of(pid));
    }
}
