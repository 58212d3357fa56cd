package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.sandbox.Sandbox;
import io.heddle.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ClusterTest
class SandboxTest {
    @Test
    void takesFilesAndShowsItsNodes(Cluster cluster) throws IOException {
        Path file = Files.writeString(cluster.scratch().resolve("hello.txt"), "hello\n");
        cluster.hdfs("dfs", "-put", "-f", file.toString(), "hello.txt").exits(0);
        assertEquals("hello", cluster.hdfs("dfs", "-cat", "hello.txt").exits(0).line());
        cluster.yarn("node", "-list").exits(0).says("Total Nodes:2");
        cluster.yarn("queue", "-status", "batch").exits(0).says("RUNNING");
    }

    @Test
    @Tag("slow")
    void aKilledNodeManagerCanBeStartedAgainAndStopLeavesNoProcess(Cluster cluster) throws IOException {
        Path lib = cluster.example("").resolve("../sandbox/lib");
        List<ProcessHandle> all;
        try (Sandbox own = Sandbox.start(SandboxOptions.in(cluster.scratch().resolve("own"), lib)
                .withNodes(1)
                .withZookeeper(true))) {
            Map<String, Optional<ProcessHandle>> daemons = own.daemons();
            ProcessHandle killed =
                    daemons.getOrDefault("nodemanager-1", Optional.empty()).orElseThrow();
            killed.destroyForcibly();
            cluster.until("the NodeManager is gone", 10, () -> !killed.isAlive());
            own.restart("nodemanager-1");
            all = own.daemons().values().stream().flatMap(Optional::stream).toList();
            assertEquals(5, all.size());
        }
        assertTrue(all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
