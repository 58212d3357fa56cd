package io.heddle.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path dir;

    @Test
    void findsTheProcessItWasWrittenFor() throws IOException {
        PidFile file = new PidFile(dir.resolve("x.pid"));
        assertTrue(file.process().isEmpty());
        file.write(ProcessHandle.current());
        assertEquals(Optional.of(ProcessHandle.current()), file.process());
    }

    @Test
    void aLaterProcessOfTheSameIdIsNotTakenForIt() throws IOException {
        Path path = dir.resolve("x.pid");
        Files.writeString(path, ProcessHandle.current().pid() + " 12345\n");
        assertTrue(new PidFile(path).process().isEmpty());
    }

    @Test
    void aBrokenFileNamesNoProcess() throws IOException {
        Path path = dir.resolve("x.pid");
        Files.writeString(path, "");
        assertTrue(new PidFile(path).process().isEmpty());
    }
}
