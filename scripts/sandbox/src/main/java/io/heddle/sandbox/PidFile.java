package io.heddle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process by its id and its start time, so that a process that later got the same id is never taken for
 * it.
 */
record PidFile(Path file) {

    void write(ProcessHandle process) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long startMs = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        Files.writeString(file, process.pid() + " " + startMs + "\n");
    }

    /** The process, if it still lives. */
    Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> words = List.of(Files.readString(file).strip().split(" "));
        if (words.size() != 2) {
            return Optional.empty();
        }
        long startMs = Long.parseLong(words.get(1));
        return ProcessHandle.of(Long.parseLong(words.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(found -> found.info()
                        .startInstant()
                        .map(at -> at.toEpochMilli() == startMs)
                        .orElse(false));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
