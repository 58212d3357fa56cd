package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.examples.ledger.LedgerCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The exactly-once proof job on a cluster: started attached, checked after its end.
 *
 * @param output where in the user's home it writes
 * @param records of each source; {@link #ENDLESS} for a run that is to be stopped
 */
record LedgerRun(Cluster cluster, String output, int records, Cluster.Running command) implements AutoCloseable {
    static final int SOURCES = 2;
    private static final int PATIENCE_S = 600;
    /** More than are made in a day. */
    static final int ENDLESS = 1_000_000_000;

    /** What every run needs that is to outlive many faults in an application of its own. */
    static final List<String> PER_JOB = List.of(
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
            "restart-strategy.type=fixed-delay",
            "-yD",
            "restart-strategy.fixed-delay.attempts=1000",
            "-yD",
            "restart-strategy.fixed-delay.delay=200 ms",
            "-yD",
            "yarn.application-attempts=1000");

    /**
     * Starts a run.
     *
     * @param options of {@code heddle run}, such as where it is to run
     * @param settings configuration beside the checkpoints' directory
     */
    static LedgerRun start(
            Cluster cluster, String output, int records, int rate, List<String> options, Map<String, String> settings) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", output, output + "-checkpoints");
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options);
        arguments.addAll(List.of("-D", "execution.checkpointing.dir=" + Cluster.home(output + "-checkpoints")));
        settings.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        arguments.addAll(
                List.of("-p", "2", cluster.example("streaming/Ledger.jar").toString()));
        arguments.addAll(List.of("--output", Cluster.home(output), "--sources", Integer.toString(SOURCES)));
        arguments.addAll(List.of("--records", Integer.toString(records), "--rate", Integer.toString(rate)));
        return new LedgerRun(cluster, output, records, cluster.begin(arguments.toArray(String[]::new)));
    }

    boolean isUnderWay() {
        return command.process().isAlive();
    }

    /** The job's id, as soon as it is known: a session names it, an application of its own has only one. */
    String job() {
        AtomicReference<String> found = new AtomicReference<>("");
        cluster.until("the ledger's id", PATIENCE_S, () -> {
            found.set(jobNow());
            return !found.get().isEmpty();
        });
        return found.get();
    }

    private String jobNow() {
        Outcome said = command.soFar();
        if (said.namesJob()) {
            return said.job();
        }
        List<String> jobs = command.named() ? new Proxied(cluster, command.application()).jobs() : List.of();
        return jobs.size() == 1 ? jobs.get(0) : "";
    }

    /** Waits until the first entries are committed. */
    void awaitFirstEntries() {
        Hdfs files = cluster.files();
        cluster.until(
                "committed entries",
                PATIENCE_S,
                () -> !isUnderWay() || files.names(output).stream().anyMatch(name -> name.startsWith("part-")));
        assertTrue(isUnderWay(), () -> command.soFar().toString());
    }

    /** Waits for the end; nothing may be lost, doubled or reordered. */
    void assertEndsClean(int seconds) throws IOException {
        command.await(seconds).exits(0);
        LedgerCheck.Report report = assertClean(LedgerCheck.check(books(), SOURCES, records));
        assertEquals((long) SOURCES * records, report.entries());
    }

    /** Stops the run with a savepoint as soon as its tasks run and storage is there; what it has made must be right. */
    void assertStopsClean(int seconds) throws IOException {
        stop(job(), seconds);
        command.await(seconds).exits(0);
        assertStoppedClean();
    }

    /** The same when the client that started it is gone. */
    void assertStopsClean(String job, int seconds) throws IOException {
        stop(job, seconds);
        assertStoppedClean();
    }

    private void stop(String job, int seconds) {
        cluster.until(
                "the ledger is stopped",
                seconds,
                () -> cluster.heddle("stop", "-p", Cluster.home(output + "-savepoint"), job)
                                .exitCode()
                        == 0);
    }

    private void assertStoppedClean() throws IOException {
        assertTrue(assertClean(LedgerCheck.checkStopped(books(), SOURCES)).entries() > 0);
    }

    private LedgerCheck.Report assertClean(LedgerCheck.Report report) {
        System.out.println("the ledger of " + output + ": " + report);
        assertTrue(report.isClean(), report::toString);
        return report;
    }

    private Path books() throws IOException {
        Path books = cluster.scratch().resolve(output);
        if (Files.exists(books)) {
            try (Stream<Path> old = Files.walk(books)) {
                old.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(books);
        // Hidden files of executions that were killed stay behind, and may not even be closed.
        cluster.hdfs("dfs", "-get", output + "/part-*", books.toString()).exits(0);
        return books;
    }

    @Override
    public void close() {
        command.close();
    }
}
