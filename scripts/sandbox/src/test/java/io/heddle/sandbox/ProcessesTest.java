package io.heddle.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.core.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @TempDir
    Path dir;

    @Test
    void aContainerThatEveryNodeManagerHasForgottenIsFoundByWhereItWorks() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system does not tell where processes work");
        Path container = Files.createDirectories(dir.resolve("node-2/local/usercache/me/container_1"));
        Process left =
                new ProcessBuilder("sleep", "600").directory(container.toFile()).start();
        Process other =
                new ProcessBuilder("sleep", "600").directory(dir.toFile()).start();
        try {
            Processes processes = new Processes(new Layout(dir), dir, Clock.system());
            Set<ProcessHandle> found = processes.containers(List.of());
            assertEquals(Set.of(left.toHandle()), found);
            processes.end(found, 5_000);
            assertFalse(left.isAlive());
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }
}
