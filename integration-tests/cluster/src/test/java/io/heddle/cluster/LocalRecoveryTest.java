package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A task fails and its worker lives: with {@code state.backend.local-recovery} the tasks start again from the worker's own copies,
 * without a byte from HDFS, and their counts go on where the checkpoint was.
 */
@ClusterTest
class LocalRecoveryTest {
    private static final int KEYS = 20_000;
    private static final int TASKS = 2;
    private static final List<Double> NOTHING = List.of(0.0, 0.0);

    @Test
    @Tag("slow")
    void onTheHeap(Cluster cluster) throws IOException {
        assertStartsFromItsOwnCopies(cluster, "hashmap");
    }

    @Test
    @Tag("slow")
    void inRocksDb(Cluster cluster) throws IOException {
        assertStartsFromItsOwnCopies(cluster, "rocksdb");
    }

    private static void assertStartsFromItsOwnCopies(Cluster cluster, String backend) throws IOException {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "local-recovery");
        try (Cluster.Running run = cluster.begin(command(cluster, backend))) {
            cluster.until("an application", 180, run::named);
            Proxied rest = new Proxied(cluster, run.application());
            String job = cluster.await("a job", 180, rest::job);
            List<ProcessHandle> before = cluster.await(
                    "a worker",
                    60,
                    () -> Optional.of(cluster.workers(run.application())).filter(all -> !all.isEmpty()));
            cluster.until(
                    "both tasks tell what they started from",
                    180,
                    () -> rest.metric(job, "KeyedProcess", "restoredBytesFromWorker")
                                    .size()
                            == TASKS);

            assertEquals(NOTHING, rest.metric(job, "KeyedProcess", "restoredBytesFromStorage"));
            List<Double> local = rest.metric(job, "KeyedProcess", "restoredBytesFromWorker");
            assertTrue(local.stream().mapToDouble(each -> each).sum() > KEYS * Long.BYTES, local::toString);
            assertEquals(before, cluster.workers(run.application()), "the worker has lived through it");
            long restored = rest.job(job).orElseThrow().completed();
            cluster.until(
                    "a checkpoint of the second attempt",
                    60,
                    () -> rest.job(job)
                            .filter(sight -> sight.completed() > restored && sight.restarts() == 1)
                            .isPresent());
            cluster.heddle("cancel", job).exits(0);
            run.await(120).exits(6);
        }
    }

    private static String[] command(Cluster cluster, String backend) throws IOException {
        return new String[] {
            "run",
            "--fresh",
            "-m",
            "yarn-cluster",
            "-yjm",
            "1024",
            "-ytm",
            "1536",
            "-ys",
            Integer.toString(TASKS),
            "-p",
            Integer.toString(TASKS),
            "-D",
            "state.backend.type=" + backend,
            "-D",
            "state.backend.local-recovery=true",
            "-D",
            "execution.checkpointing.interval=1 s",
            "-D",
            "execution.checkpointing.dir=" + Cluster.home("local-recovery"),
            "-D",
            "restart-strategy.type=fixed-delay",
            "-D",
            "restart-strategy.fixed-delay.attempts=3",
            "-c",
            Cluster.program("FailsOnce"),
            cluster.programs().toString(),
            "--keys",
            Integer.toString(KEYS),
            "--rate",
            Integer.toString(KEYS)
        };
    }
}
