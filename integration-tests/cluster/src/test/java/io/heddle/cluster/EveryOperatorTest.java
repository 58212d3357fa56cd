package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Asynchronous calls, windows, sessions, joins and timers under random faults give what their twin gives: the same program, not
 * disturbed, in one process. It is run as {@link Drawn} says, with records for about as long as the faults take.
 */
@ClusterTest
class EveryOperatorTest {
    private static final int PER_SECOND = 400;
    private static final int SECONDS_OF_A_FAULT = 30;
    private static final int SOURCES = 2;
    private static final int PATIENCE_S = 1_800;
    /** What lines begin with: each operator has its own. */
    private static final Set<String> KINDS =
            Set.of("tumbling", "sliding", "session", "seven", "round", "here", "near", "pair", "group", "weighed");

    @Test
    @Tag("slow")
    void theResultsAreThoseOfAnUndisturbedTwin(Cluster cluster) throws IOException {
        Drawn drawn = Drawn.bySettings();
        System.out.println("every operator: " + drawn);
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "operators", "operators-checkpoints");
        List<String> disturbed = new ArrayList<>(List.of("run"));
        disturbed.addAll(LedgerRun.PER_JOB);
        disturbed.addAll(
                List.of("-p", "2", "-yD", "execution.checkpointing.dir=" + Cluster.home("operators-checkpoints")));
        drawn.settings().forEach((key, value) -> disturbed.addAll(List.of("-yD", key + "=" + value)));
        disturbed.addAll(program(cluster, drawn, Cluster.home("operators"), PER_SECOND));
        try (Cluster.Running run = cluster.begin(disturbed.toArray(String[]::new))) {
            cluster.until(
                    "an application", 180, () -> run.named() || !run.process().isAlive());
            String application = run.application();
            cluster.until(
                    "committed results",
                    600,
                    () -> isWritten(cluster) || !run.process().isAlive());
            int caused = new Faults(cluster, application, new Random(drawn.seed()))
                    .cause(drawn.faults(), () -> run.process().isAlive());
            assertTrue(caused > 0, () -> run.soFar().toString());
            run.await(PATIENCE_S).exits(0);
            cluster.assertNothingLeftOf(application);
        }
        assertSame(twin(cluster, drawn), counted(lines(fetched(cluster))));
    }

    private static List<String> program(Cluster cluster, Drawn drawn, String output, int perSecond) {
        return List.of(
                "-c",
                Cluster.program("EveryOperator"),
                cluster.programs().toString(),
                "--records",
                Integer.toString(drawn.faults() * SECONDS_OF_A_FAULT * PER_SECOND / SOURCES),
                "--rate",
                Integer.toString(perSecond),
                "--output",
                output);
    }

    private static boolean isWritten(Cluster cluster) {
        return !hours(cluster).isEmpty();
    }

    /** The buckets in which something is committed. */
    private static List<String> hours(Cluster cluster) {
        Hdfs files = cluster.files();
        return files.names("operators").stream()
                .filter(hour -> files.names("operators/" + hour).stream().anyMatch(name -> name.startsWith("part-")))
                .toList();
    }

    /** What the program gives in one process, with another parallelism. */
    private static Map<String, Integer> twin(Cluster cluster, Drawn drawn) throws IOException {
        Path output = Files.createTempDirectory(cluster.scratch(), "twin");
        List<String> command = new ArrayList<>(List.of("run", "-t", "local", "-p", "3"));
        command.addAll(program(cluster, drawn, output.toUri().toString(), 0));
        cluster.heddle(command.toArray(String[]::new)).exits(0);
        return counted(lines(output));
    }

    private static Path fetched(Cluster cluster) throws IOException {
        Path copy = Files.createTempDirectory(cluster.scratch(), "operators");
        for (String hour : hours(cluster)) {
            Path bucket = Files.createDirectory(copy.resolve(hour));
            // Hidden files of executions that were killed stay behind, and may not even be closed.
            cluster.hdfs("dfs", "-get", "operators/" + hour + "/part-*", bucket.toString())
                    .exits(0);
        }
        return copy;
    }

    /** Of the files that are finished: what executions that were killed were writing has hidden names. */
    private static List<String> lines(Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(path -> path.getFileName().toString().startsWith("part-"))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private static Map<String, Integer> counted(List<String> lines) {
        Map<String, Integer> counts = new HashMap<>();
        lines.forEach(line -> counts.merge(line, 1, Integer::sum));
        return counts;
    }

    private static void assertSame(Map<String, Integer> wanted, Map<String, Integer> seen) {
        Map<String, Integer> kinds = new TreeMap<>();
        wanted.forEach((line, count) -> kinds.merge(line.substring(0, line.indexOf(' ')), count, Integer::sum));
        System.out.println("results: " + kinds);
        assertEquals(KINDS, kinds.keySet());
        List<String> wrong = new ArrayList<>();
        Stream.concat(wanted.keySet().stream(), seen.keySet().stream())
                .distinct()
                .filter(line -> !wanted.getOrDefault(line, 0).equals(seen.getOrDefault(line, 0)))
                .sorted()
                .forEach(line -> wrong.add("%s: %d times, twin %d times"
                        .formatted(line, seen.getOrDefault(line, 0), wanted.getOrDefault(line, 0))));
        assertTrue(
                wrong.isEmpty(),
                () -> wrong.size() + " lines differ, such as\n"
                        + String.join("\n", wrong.subList(0, Math.min(20, wrong.size()))));
    }
}
