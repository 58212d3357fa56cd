package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9 of a worker and of the master: a bounded job's result is right all the same. */
@ClusterTest
class KillTest {
    private static final int RECORDS = 15_000;

    @Test
    @Tag("slow")
    void aKilledWorkerIsReplacedAndTheResultIsRight(Cluster cluster) {
        try (Cluster.Running run = start(cluster, "killed-worker")) {
            cluster.until("an application", 180, run::named);
            String application = run.application();
            cluster.until("two workers", 180, () -> cluster.workers(application).size() == 2);
            cluster.until("output", 180, () -> !cluster.lines("killed-worker").isEmpty());
            cluster.workers(application).get(0).destroyForcibly();
            run.await(240).exits(0);
            assertEquals(expected(), counts(cluster.lines("killed-worker")));
            cluster.assertNothingLeftOf(application);
        }
    }

    @Test
    @Tag("slow")
    void aKilledMasterIsFollowedByAnotherAndTheResultIsRight(Cluster cluster) {
        try (Cluster.Running run = start(cluster, "killed-master")) {
            cluster.until("an application", 180, run::named);
            String application = run.application();
            cluster.until("output", 180, () -> !cluster.lines("killed-master").isEmpty());
            cluster.masters(application).get(0).destroyForcibly();
            run.await(300).exits(0);
            assertEquals(expected(), counts(cluster.lines("killed-master")));
            cluster.assertNothingLeftOf(application);
        }
    }

    /** F50: the client is killed as soon as YARN has the application, and the master a little later. */
    @Test
    @Tag("slow")
    void aKilledClientTakesNothingWithItThatTheNextMasterNeeds(Cluster cluster) {
        try (Cluster.Running run = start(cluster, "killed-client")) {
            cluster.until("an application", 180, run::named);
            String application = run.application();
            run.process().descendants().forEach(ProcessHandle::destroyForcibly);
            run.process().destroyForcibly();
            cluster.until("output", 180, () -> !cluster.lines("killed-client").isEmpty());
            cluster.masters(application).get(0).destroyForcibly();
            cluster.until(
                    "the job is done", 240, () -> cluster.state(application).equals("FINISHED SUCCEEDED"));
            assertEquals(expected(), counts(cluster.lines("killed-client")));
            cluster.assertNothingLeftOf(application);
        }
    }

    private static Cluster.Running start(Cluster cluster, String output) {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", output);
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
                "restart-strategy.type=fixed-delay",
                "-yD",
                "restart-strategy.fixed-delay.attempts=5",
                "-yD",
                "restart-strategy.fixed-delay.delay=500 ms",
                "-p",
                "2",
                "-c",
                Cluster.program("PacedCounts"),
                cluster.programs().toString(),
                "--records",
                Integer.toString(RECORDS),
                "--rate",
                "500",
                "--output",
                Cluster.home(output));
    }

    private static Map<String, Long> expected() {
        Map<String, Long> counts = new TreeMap<>();
        for (int digit = 0; digit < 10; digit++) {
            counts.put(Integer.toString(digit), RECORDS / 10L);
        }
        return counts;
    }

    /** The highest count of each digit. */
    private static Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            counts.merge(line.substring(0, space), Long.parseLong(line.substring(space + 1)), Math::max);
        }
        return counts;
    }
}
