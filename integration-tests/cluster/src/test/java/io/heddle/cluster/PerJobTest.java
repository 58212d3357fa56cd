package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A cluster for one job: its command line, its end in YARN's eyes, its logs, and what is left of it. */
@ClusterTest
class PerJobTest {
    private static final Pattern END = Pattern.compile("Starting execution of program\\R(?s:.*)"
            + "Program execution finished\\RJob with JobID [0-9a-f]{32} has finished\\.\\RJob Runtime: \\d+ ms");

    @Test
    void runsWithTheFlagsOfOldCountsRightAndLeavesNothing(Cluster cluster) throws IOException {
        Path text = Files.writeString(cluster.scratch().resolve("license.txt"), Texts.license());
        cluster.hdfs("dfs", "-put", "-f", text.toString(), "license.txt").exits(0);
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "per-job");

        Outcome run = cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yn",
                        "2",
                        "-yjm",
                        "1024",
                        "-ytm",
                        "1536",
                        "-ys",
                        "2",
                        "-yD",
                        "execution.buffer-timeout=20 ms",
                        "-yqu",
                        "batch",
                        "-ynm",
                        "words of the licence",
                        "-p",
                        "4",
                        cluster.example("batch/WordCount.jar").toString(),
                        "--input",
                        Cluster.home("license.txt"),
                        "--output",
                        Cluster.home("per-job"))
                .exits(0);

        assertTrue(END.matcher(run.out()).find(), run::toString);
        assertEquals(Texts.lines(text), cluster.lines("per-job"));
        String application = cluster.applicationNamed("words of the licence");
        cluster.until(
                "SUCCEEDED",
                Cluster.PATIENCE_S,
                () -> cluster.state(application).equals("FINISHED SUCCEEDED"));
        String status = cluster.diagnostics(application);
        assertTrue(status.contains("Queue : batch") || status.contains("Queue : root.batch"), status);
        assertTrue(status.contains("Application-Type : Heddle"), status);
        cluster.assertNothingLeftOf(application);
        Outcome logs = cluster.logsOf(application);
        for (String file : List.of("jobmanager.log", "taskmanager.log")) {
            logs.says(file);
        }
    }

    @Test
    void aFailingJobFailsItsApplicationAndSaysWhyEverywhere(Cluster cluster) {
        Outcome run = cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm",
                        "1024",
                        "-ytm",
                        "1024",
                        "-yD",
                        "restart-strategy.type=none",
                        "-ynm",
                        "broken",
                        "-c",
                        Cluster.program("Broken"),
                        cluster.programs().toString())
                .exits(1);
        run.says("the 99th record is broken");
        String application = cluster.applicationNamed("broken");
        cluster.until(
                "FAILED", Cluster.PATIENCE_S, () -> cluster.state(application).endsWith(" FAILED"));
        String status = cluster.diagnostics(application);
        assertTrue(status.contains("the 99th record is broken"), status);
        cluster.assertNothingLeftOf(application);
    }
}
