package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.examples.ledger.LedgerCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exactly-once on real processes: workers and masters are killed, and nothing is lost, doubled or reordered. */
@ClusterTest
class LedgerTest {
    private static final int SOURCES = 2;

    @Test
    @Tag("slow")
    void aWorkerAndTheMasterAreKilledAndTheBooksAreRight(Cluster cluster) throws IOException {
        int records = 15_000;
        try (Cluster.Running run = start(cluster, "ledger", records, 2000)) {
            String application = whenBooked(cluster, run, "ledger");
            cluster.workers(application).get(0).destroyForcibly();
            cluster.until(
                    "the worker is replaced",
                    180,
                    () -> cluster.workers(application).size() == 2);
            cluster.masters(application).get(0).destroyForcibly();
            run.await(300).exits(0);
            assertClean(cluster, "ledger", records);
            cluster.assertNothingLeftOf(application);
        }
    }

    /** As many faults as {@code -Dcluster.faults} says, drawn from {@code -Dcluster.seed}. */
    @Test
    @Tag("slow")
    void aStormOfKillsLeavesTheBooksRight(Cluster cluster) throws IOException {
        int faults = Integer.getInteger("cluster.faults", 20);
        long seed = Objects.requireNonNullElse(Long.getLong("cluster.seed"), System.nanoTime());
        System.out.println("kill storm with -Dcluster.seed=" + seed + " -Dcluster.faults=" + faults);
        Random random = new Random(seed);
        int records = faults * 10_000;
        try (Cluster.Running run = start(cluster, "storm", records, 2000)) {
            String application = whenBooked(cluster, run, "storm");
            for (int fault = 0; fault < faults && run.process().isAlive(); fault++) {
                List<ProcessHandle> victims = new ArrayList<>();
                int kind = random.nextInt(3);
                if (kind != 0) {
                    victims.addAll(cluster.masters(application));
                }
                if (kind != 1) {
                    List<ProcessHandle> workers = cluster.workers(application);
                    if (!workers.isEmpty()) {
                        victims.add(workers.get(random.nextInt(workers.size())));
                    }
                }
                victims.forEach(ProcessHandle::destroyForcibly);
                cluster.pause(2000 + random.nextInt(8000));
            }
            run.await(faults * 30 + 300).exits(0);
            assertClean(cluster, "storm", records);
            cluster.assertNothingLeftOf(application);
        }
    }

    private static Cluster.Running start(Cluster cluster, String output, int records, int rate) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", output, output + "-checkpoints");
        return cluster.begin(
                "run",
                "-m",
                "yarn-cluster",
                "-yn",
                "2",
                "-ys",
                "1",
                "-yjm",
                "1024",
                "-ytm",
                "1024",
                "-yD",
                "execution.checkpointing.dir=" + Cluster.home(output + "-checkpoints"),
                "-yD",
                "restart-strategy.type=fixed-delay",
                "-yD",
                "restart-strategy.fixed-delay.attempts=1000",
                "-yD",
                "restart-strategy.fixed-delay.delay=200 ms",
                "-yD",
                "yarn.application-attempts=1000",
                "-p",
                "2",
                cluster.example("streaming/Ledger.jar").toString(),
                "--output",
                Cluster.home(output),
                "--sources",
                Integer.toString(SOURCES),
                "--records",
                Integer.toString(records),
                "--rate",
                Integer.toString(rate));
    }

    /** Waits until the first entries are committed; the application. */
    private static String whenBooked(Cluster cluster, Cluster.Running run, String output) {
        cluster.until("an application", 180, () -> run.named() || !run.process().isAlive());
        String application = run.application();
        cluster.until(
                "committed entries",
                180,
                () -> !run.process().isAlive()
                        || cluster.hdfs("dfs", "-ls", output).out().contains("part-"));
        assertTrue(run.process().isAlive(), () -> run.soFar().toString());
        return application;
    }

    private static void assertClean(Cluster cluster, String output, int records) throws IOException {
        Path books = cluster.scratch().resolve(output);
        if (Files.exists(books)) {
            try (Stream<Path> old = Files.walk(books)) {
                old.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
        cluster.hdfs("dfs", "-get", output, books.toString()).exits(0);
        LedgerCheck.Report report = LedgerCheck.check(books, SOURCES, records);
        assertTrue(report.isClean(), report::toString);
        assertEquals((long) SOURCES * records, report.entries());
    }
}
