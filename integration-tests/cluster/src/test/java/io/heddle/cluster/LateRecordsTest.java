package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was dropped as late can be found again in the file it was read from, after the application has ended. */
@ClusterTest
class LateRecordsTest {
    private static final String BEFORE = "a 1000\nb 2500\na 5000\n";

    @Test
    @Tag("slow")
    void whyNamesTheFileAndTheByteOfALateLine(Cluster cluster) throws IOException {
        Path lines = Files.writeString(cluster.scratch().resolve("tardy.txt"), BEFORE + "late 1500\na 6000\n");
        cluster.hdfs("dfs", "-put", "-f", lines.toString(), "tardy.txt").exits(0);
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "tardy");
        Outcome run = cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm",
                        "1024",
                        "-ytm",
                        "1024",
                        "-p",
                        "1",
                        "-D",
                        "time.sanity=off",
                        "-c",
                        Cluster.program("Tardy"),
                        cluster.programs().toString(),
                        "--input",
                        Cluster.home("tardy.txt"),
                        "--output",
                        Cluster.home("tardy"))
                .exits(0);
        assertEquals(List.of("a 1", "a 1", "a 1", "b 1"), cluster.lines("tardy"));
        int end = BEFORE.length() + "late 1500\n".length();
        cluster.heddle("why", run.job())
                .exits(0)
                .says("late for lines per second")
                .says("timestamp 1500, event time was at 5000")
                .says("tardy.txt, the record that ends before byte " + end);
    }
}
