package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of a session's master: the next one takes over every job as it runs, and no task is started again. Then kill -9
 * of a worker: the jobs go on from their last checkpoint. Nothing is lost or doubled by either.
 */
@ClusterTest
class MasterFailoverTest {
    @Test
    @Tag("slow")
    void theNextMasterTakesOverWhatRuns(Cluster cluster) throws IOException {
        String session = cluster.session(
                        "", "-n", "2", "-tm", "1024", "-s", "2", "-d", "-D", "yarn.application-attempts=10")
                .exits(0)
                .line();
        String clicks = cluster.heddle(
                        "run",
                        "-yid",
                        session,
                        "-d",
                        "-p",
                        "2",
                        "-Drestart-strategy.type=fixed-delay",
                        "-Drestart-strategy.fixed-delay.attempts=10",
                        cluster.example("streaming/ClickStream.jar").toString(),
                        "--rate",
                        "200")
                .exits(0)
                .job();
        try (LedgerRun ledger =
                LedgerRun.start(cluster, "failover", 35_000, 1000, List.of("-yid", session), Map.of())) {
            String entries = ledger.job();
            Proxied rest = new Proxied(cluster, session);
            Proxied.Sight before = running(cluster, rest, entries, 0);

            ProcessHandle master = cluster.masters(session).get(0);
            master.destroyForcibly();
            cluster.until("the master is gone", 10, () -> !master.isAlive());
            Proxied.Sight after = running(cluster, rest, entries, before.completed());
            assertEquals(before.attempts(), after.attempts(), "no task was started again");
            assertEquals(0, after.restarts());
            assertEquals(List.of(0, 0, 0, 0), running(cluster, rest, clicks, -1).attempts());
            assertTold(cluster, session, rest, entries);

            cluster.heddle("list", "-a", "-yid", session).exits(0).says(clicks).says("Ledger");
            cluster.workers(session).get(0).destroyForcibly();
            ledger.assertEndsClean(300);
            cluster.heddle("cancel", clicks).exits(0);
        }
        cluster.session("stop\n", "-id", session).exits(0);
        cluster.assertNothingLeftOf(session);
    }

    /** The next master knows under whom the job began, and so does {@code why}. */
    private static void assertTold(Cluster cluster, String session, Proxied rest, String job) {
        List<Proxied.Start> starts = rest.starts(job);
        assertEquals(
                List.of("MASTER_FAILOVER", "FRESH"),
                starts.stream().map(Proxied.Start::origin).toList());
        assertTrue(starts.get(1).epoch().endsWith("-1"), starts::toString);
        assertTrue(starts.get(0).epoch().endsWith("-2"), starts::toString);
        cluster.heddle("why", job)
                .exits(0)
                .says("It has not ended; it runs.")
                .says(session)
                .says("MASTER_FAILOVER under the master of epoch "
                        + starts.get(0).epoch());
    }

    /** The job as a master sees it that has it running and has completed a checkpoint later than {@code checkpoint}. */
    private static Proxied.Sight running(Cluster cluster, Proxied rest, String job, long checkpoint) {
        return cluster.await(
                "job " + job + " runs and has a checkpoint after " + checkpoint,
                120,
                () -> rest.job(job).filter(sight -> sight.state().equals("RUNNING") && sight.completed() > checkpoint));
    }
}
