package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code high-availability: zookeeper} as users of Flink set it: a session that was killed is followed by a later one with
 * the same {@code -z}, which goes on with its jobs. One of three ZooKeepers is killed too.
 */
@ClusterTest
class HighAvailabilityTest {
    private static final String NAME = "orders";
    private static final String RECORDS = "high-availability";
    private static final int PATIENCE_S = 300;

    @Test
    @Tag("slow")
    void aLaterSessionOfTheSameNameGoesOnWithTheJobs(Cluster cluster) throws IOException {
        cluster.hdfs("dfs", "-rm", "-r", "-f", "-skipTrash", RECORDS);
        try (ZooKeepers quorum = ZooKeepers.start(cluster, 3)) {
            String first = session(cluster, quorum);
            try (LedgerRun ledger =
                    LedgerRun.start(cluster, "successor", LedgerRun.ENDLESS, 1000, List.of("-yid", first), Map.of())) {
                String job = ledger.job();
                ledger.awaitFirstEntries();
                assertTold(quorum, first, job);
                quorum.killOne();
                Proxied.Sight before = running(cluster, first, job, 0);
                cluster.yarn("application", "-kill", first).exits(0);
                cluster.assertNothingLeftOf(first);

                String second = session(cluster, quorum);
                Proxied.Sight after = running(cluster, second, job, before.completed());
                assertEquals(1, after.restarts(), "from the first session's last checkpoint");
                assertTold(quorum, second, job);
                cluster.heddle("list", "-yid", second).exits(0).says(job);
                ledger.assertStopsClean(job, PATIENCE_S);
                cluster.session("stop\n", "-id", second).exits(0);
                cluster.assertNothingLeftOf(second);
            }
            assertEquals(List.of(), cluster.files().names(RECORDS), "records of jobs that have ended");
        }
    }

    private static String session(Cluster cluster, ZooKeepers quorum) {
        return cluster.session(
                        "",
                        "-n",
                        "2",
                        "-jm",
                        "1024",
                        "-tm",
                        "1024",
                        "-s",
                        "1",
                        "-d",
                        "-z",
                        NAME,
                        "-D",
                        "high-availability=zookeeper",
                        "-D",
                        "high-availability.zookeeper.quorum=" + quorum.addresses(),
                        "-D",
                        "high-availability.zookeeper.client.acl=open",
                        "-D",
                        "high-availability.storageDir=" + Cluster.home(RECORDS))
                .exits(0)
                .line();
    }

    private static void assertTold(ZooKeepers quorum, String application, String job) {
        String node = "/heddle/" + NAME + "/" + application;
        String master = quorum.node(node + "/master");
        assertTrue(master.contains("\"host\""), master);
        String records = quorum.node(node + "/jobs/" + job);
        assertTrue(records.contains(RECORDS + "/" + NAME), records);
    }

    private static Proxied.Sight running(Cluster cluster, String application, String job, long checkpoint) {
        Proxied rest = new Proxied(cluster, application);
        return cluster.await(
                "job " + job + " runs in " + application + " and has a checkpoint after " + checkpoint,
                PATIENCE_S,
                () -> rest.job(job).filter(sight -> sight.state().equals("RUNNING") && sight.completed() > checkpoint));
    }
}
