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
import java.util.stream.Stream;

/**
 * The exactly-once proof job on a cluster: started attached, checked after its end.
 *
 * @param output where in the user's home it writes
 * @param records of each source
 */
record LedgerRun(Cluster cluster, String output, int records, Cluster.Running command) implements AutoCloseable {
    static final int SOURCES = 2;

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

    /** Waits until the first entries are committed. */
    void awaitFirstEntries() {
        cluster.until(
                "committed entries",
                180,
                () -> !isUnderWay() || cluster.hdfs("dfs", "-ls", output).out().contains("part-"));
        assertTrue(isUnderWay(), () -> command.soFar().toString());
    }

    /** Waits for the end; nothing may be lost, doubled or reordered. */
    void assertEndsClean(int seconds) throws IOException {
        command.await(seconds).exits(0);
        Path books = cluster.scratch().resolve(output);
        if (Files.exists(books)) {
            try (Stream<Path> old = Files.walk(books)) {
                old.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
        cluster.hdfs("dfs", "-get", output, books.toString()).exits(0);
        LedgerCheck.Report report = LedgerCheck.check(books, SOURCES, records);
        System.out.println("the ledger of " + output + ": " + report);
        assertTrue(report.isClean(), report::toString);
        assertEquals((long) SOURCES * records, report.entries());
    }

    @Override
    public void close() {
        command.close();
    }
}
