package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The exactly-once file sink on a real HDFS: kill -9 of a worker, then of the master; every number is in one file, once. */
@ClusterTest
class FileSinkKillTest {
    private static final long RECORDS = 9_000;

    @Test
    @Tag("slow")
    void everyRecordIsInTheFilesOnce(Cluster cluster) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", "files-once");
        List<String> command = new ArrayList<>(List.of("run", "-m", "yarn-cluster"));
        command.addAll(List.of("-yn", "2", "-ys", "1", "-yjm", "1024", "-ytm", "1024", "-p", "2"));
        command.addAll(List.of("-yD", "restart-strategy.type=fixed-delay"));
        command.addAll(List.of("-yD", "restart-strategy.fixed-delay.attempts=5"));
        command.addAll(List.of("-yD", "restart-strategy.fixed-delay.delay=500 ms"));
        command.addAll(List.of("-yD", "execution.checkpointing.dir=" + Cluster.home("files-once-checkpoints")));
        command.addAll(
                List.of("-c", Cluster.program("FilesOnce"), cluster.programs().toString()));
        command.addAll(List.of("--records", Long.toString(RECORDS), "--rate", "300"));
        command.addAll(List.of("--output", Cluster.home("files-once")));
        try (Cluster.Running run = cluster.begin(command.toArray(String[]::new))) {
            cluster.until("an application", 180, run::named);
            String application = run.application();
            cluster.until("a file", 180, () -> !files(cluster).isEmpty());
            cluster.workers(application).get(0).destroyForcibly();
            int before = files(cluster).size();
            cluster.until("another file", 180, () -> files(cluster).size() > before);
            cluster.masters(application).get(0).destroyForcibly();
            run.await(300).exits(0);
            assertEquals(
                    LongStream.range(0, RECORDS).boxed().toList(),
                    numbers(cluster, files(cluster)),
                    "each number once");
            cluster.assertNothingLeftOf(application);
        }
    }

    /** Those that are finished: what is being written has another name. */
    private static List<String> files(Cluster cluster) {
        Hdfs hdfs = cluster.files();
        List<String> files = new ArrayList<>();
        for (String bucket : hdfs.names("files-once")) {
            hdfs.names("files-once/" + bucket).stream()
                    .filter(name -> name.startsWith("part-"))
                    .forEach(name -> files.add("files-once/" + bucket + "/" + name));
        }
        return files;
    }

    private static List<Long> numbers(Cluster cluster, List<String> files) {
        List<String> command = new ArrayList<>(List.of("dfs", "-cat"));
        command.addAll(files);
        return cluster.hdfs(command.toArray(String[]::new))
                .exits(0)
                .out()
                .lines()
                .map(Long::valueOf)
                .sorted()
                .toList();
    }
}
