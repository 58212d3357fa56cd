package io.heddle.coordinator.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ContainerExitTest {
    @Test
    void whatTheNodeManagerAddsIsShortened() {
        String said = """
            [2026-11-21 18:23:36.622]Exception from container-launch.
            Container id: container_1_0001_01_000002
            Exit code: 3

            [2026-11-21 18:23:36.680]Container exited with a non-zero exit code 3. Error file: prelaunch.err.
            Last 4096 bytes of prelaunch.err :
            """;
        assertEquals("exit status 3 (its process ended)", ContainerExit.of(3).describe(said));
        assertEquals(
                "exit status -104 (killed for exceeding its physical memory): Container [pid=1] is running 5B beyond"
                        + " the 'PHYSICAL' memory limit. Killing container.",
                ContainerExit.of(-104)
                        .describe(
                                "[2026-11-21 18:23:36.622]Container [pid=1] is running 5B beyond the 'PHYSICAL' memory"
                                        + " limit. Killing container.\n"
                                        + "Dump of the process-tree for container_1 :\n"
                                        + "\t|- PID"));
    }
}
