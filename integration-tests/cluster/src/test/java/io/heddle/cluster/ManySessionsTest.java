package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million sessions that are open at once, on the heap and with checkpoints, stay inside a small container. */
@ClusterTest
class ManySessionsTest {
    private static final long KEYS = 1_000_000;
    private static final int WORKER_MB = 1536;

    @Test
    @Tag("slow")
    void aMillionOpenSessionsStayInsideTheirContainer(Cluster cluster) throws IOException {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "many-sessions");
        try (MemoryLog memory = new MemoryLog(cluster.scratch().resolve("many-sessions-memory.csv"));
                Cluster.Running run = cluster.begin(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm",
                        "1024",
                        "-ytm",
                        Integer.toString(WORKER_MB),
                        "-ys",
                        "1",
                        "-p",
                        "1",
                        "-D",
                        "state.backend.type=hashmap",
                        // What RocksDB would get is the heap's.
                        "-D",
                        "taskmanager.memory.managed.size=0m",
                        "-D",
                        "execution.checkpointing.interval=2 s",
                        "-D",
                        "execution.checkpointing.dir=" + Cluster.home("many-sessions-checkpoints"),
                        "-D",
                        "restart-strategy.type=none",
                        "-c",
                        Cluster.program("ManySessions"),
                        cluster.programs().toString(),
                        "--keys",
                        Long.toString(KEYS),
                        "--rounds",
                        "20",
                        "--output",
                        Cluster.home("many-sessions"))) {
            cluster.until("the end", 600, () -> {
                if (run.named()) {
                    memory.look(cluster.workers(run.application()));
                }
                return !run.process().isAlive();
            });
            run.soFar().exits(0);
            assertEquals(List.of("good " + KEYS), cluster.lines("many-sessions"));
            System.out.printf("largest resident memory: %d MiB of %d%n", memory.largestMb(), WORKER_MB);
            // Without a look there would be no proof.
            assertTrue(memory.largestMb() > 100, memory::toString);
            assertTrue(memory.largestMb() < WORKER_MB, () -> memory.largestMb() + " MiB");
        }
    }
}
