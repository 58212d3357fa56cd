package io.heddle.benchmarks;

import io.heddle.core.storage.FileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where an engine's process puts its checkpoints. */
public final class CheckpointDirectory {
    private CheckpointDirectory() {}

    /** The directory of that process. */
    static Path of(long pid) {
        return Path.of(System.getProperty("java.io.tmpdir"), "bench-checkpoints-" + pid);
    }

    /** Where savepoints go, as either engine takes it. */
    public static String savepoints() {
        return of(ProcessHandle.current().pid()).resolve("savepoints").toUri().toString();
    }

    /** The files that this process's engine has there now; both engines delete old ones at any time. */
    public static List<Path> files() throws IOException {
        return FileTree.files(of(ProcessHandle.current().pid()));
    }

    /** How many bytes the files of a directory have; a path as either engine gives it. */
    public static long bytesOf(String directory) throws IOException {
        Path root = directory.startsWith("file:") ? Path.of(URI.create(directory)) : Path.of(directory);
        long bytes = 0;
        for (Path file : FileTree.files(root)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Deletes what the engine has left, once the process has ended or runs no job. */
    public static void delete(long pid) throws IOException {
        FileTree.delete(of(pid));
    }
}
