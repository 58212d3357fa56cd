package io.heddle.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeasesTest {
    private static final SandboxOptions OPTIONS = SandboxOptions.in(Path.of("first"), Path.of("lib"));

    @TempDir
    Path folder;

    private PortLeases leases = new PortLeases(Path.of("leases"));

    @BeforeEach
    void open() {
        leases = new PortLeases(folder.resolve("leases"));
    }

    @Test
    void sandboxesThatStartAtOnceNeverShareAPort() throws Exception {
        Map<String, Integer> wanted = Ports.wanted(OPTIONS);
        Set<Integer> first = Set.copyOf(
                leases.choose(folder.resolve("first"), wanted).byName().values());
        Set<Integer> second = new HashSet<>(
                leases.choose(folder.resolve("second"), wanted).byName().values());
        assertTrue(Collections.disjoint(first, second), () -> first + " and " + second);
    }

    @Test
    void aPortComesBackWithItsSandbox() throws Exception {
        int port = leases.choose(folder.resolve("first"), Map.of("namenode", 0)).port("namenode");
        Map<String, Integer> same = Map.of("namenode", port);
        assertNotEquals(port, leases.choose(folder.resolve("second"), same).port("namenode"));
        leases.giveBack(folder.resolve("first"));
        assertEquals(port, leases.choose(folder.resolve("second"), same).port("namenode"));
    }

    @Test
    void aSandboxWithoutAProcessHoldsNothing() throws Exception {
        int port = leases.choose(folder.resolve("first"), Map.of("namenode", 0)).port("namenode");
        forgetStarters();
        Map<String, Integer> same = Map.of("namenode", port);
        assertEquals(port, leases.choose(folder.resolve("second"), same).port("namenode"));
    }

    @Test
    void aSandboxKeepsThePortsOfADaemonThatWasKilledAsLongAsAnotherLives() throws Exception {
        Path first = folder.resolve("first");
        int port = leases.choose(first, Map.of("namenode", 0)).port("namenode");
        forgetStarters();
        new PidFile(new Layout(first).pids().resolve("resourcemanager.pid")).write(ProcessHandle.current());
        assertNotEquals(
                port,
                leases.choose(folder.resolve("second"), Map.of("namenode", port))
                        .port("namenode"));
    }

    private void forgetStarters() throws Exception {
        try (var files = Files.list(leases.folder())) {
            for (Path each :
                    files.filter(file -> file.toString().endsWith(".starter")).toList()) {
                Files.delete(each);
            }
        }
    }
}
