package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.cluster.programs.LargeClosure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More text, more tasks, larger functions. */
@ClusterTest
class ScaleTest {
    @Test
    @Tag("slow")
    void sixtyFourSubtasksInTwoWorkersCountFortyMegabytes(Cluster cluster) throws IOException {
        Path text = Texts.repeated(cluster.scratch().resolve("40mb.txt"), 40L << 20);
        cluster.hdfs("dfs", "-put", "-f", text.toString(), "40mb.txt").exits(0);
        count(cluster, "40mb.txt", "wide", "-yn", "2", "-ys", "32", "-ytm", "2048", "-p", "64");
        assertEquals(Texts.lines(text), cluster.lines("wide"));
    }

    @Test
    @Tag("slow")
    void aThousandSubtasksExchangeFromAllToAll(Cluster cluster) {
        int numbers = 100_000;
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "many");
        cluster.heddle(
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yn",
                        "2",
                        "-ys",
                        "125",
                        "-yjm",
                        "1536",
                        "-ytm",
                        "4096",
                        "-c",
                        Cluster.program("ManyTasks"),
                        cluster.programs().toString(),
                        "--width",
                        "250",
                        "--numbers",
                        Integer.toString(numbers),
                        "--output",
                        Cluster.home("many"))
                .exits(0);
        long sum = cluster.lines("many").stream().mapToLong(Long::parseLong).sum();
        assertEquals(numbers * (numbers + 1L) / 2, sum);
    }

    @Test
    @Tag("slow")
    void aFunctionMayCarryFiftyMegabytes(Cluster cluster) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "large");
        cluster.heddleWith(
                        Map.of("HEDDLE_JAVA_OPTS", "-Xmx1g"),
                        "run",
                        "-m",
                        "yarn-cluster",
                        "-yjm",
                        "1536",
                        "-ytm",
                        "1536",
                        "-c",
                        Cluster.program("LargeClosure"),
                        cluster.programs().toString(),
                        "--megabytes",
                        "50",
                        "--output",
                        Cluster.home("large"))
                .exits(0);
        byte[] load = new byte[50 << 20];
        new Random(1).nextBytes(load);
        assertEquals("load " + load.length + " " + LargeClosure.sum(load), String.join("", cluster.lines("large")));
    }

    @Test
    @Tag("slow")
    void aGigabyteIsCounted(Cluster cluster) throws IOException {
        Path text = Texts.repeated(cluster.scratch().resolve("1gb.txt"), 1L << 30);
        cluster.hdfs("dfs", "-put", "-f", text.toString(), "1gb.txt").exits(0);
        count(cluster, "1gb.txt", "gigabyte", "-yn", "2", "-ys", "1", "-ytm", "1536", "-p", "2");
        assertEquals(Texts.lines(text), cluster.lines("gigabyte"));
    }

    private static void count(Cluster cluster, String input, String output, String... options) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", output);
        String[] before = {"run", "-m", "yarn-cluster", "-yjm", "1024"};
        String[] after = {
            cluster.example("batch/WordCount.jar").toString(),
            "--input",
            Cluster.home(input),
            "--output",
            Cluster.home(output)
        };
        String[] all = new String[before.length + options.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(options, 0, all, before.length, options.length);
        System.arraycopy(after, 0, all, before.length + options.length, after.length);
        cluster.heddle(all).exits(0);
    }
}
