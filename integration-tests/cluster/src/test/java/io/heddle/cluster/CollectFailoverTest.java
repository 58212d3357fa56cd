package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.cluster.Proxied.Sight;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9 of the master while a program fetches results through it: none is lost or doubled, whoever held it. */
@ClusterTest
class CollectFailoverTest {
    private static final int DEATHS = 3;

    @Test
    @Tag("slow")
    void resultsOutliveMasters(Cluster cluster) {
        String session = cluster.session(
                        "", "-n", "2", "-tm", "1024", "-s", "2", "-d", "-D", "yarn.application-attempts=10")
                .exits(0)
                .line();
        try (Cluster.Running program = cluster.begin(
                "run",
                "-yid",
                session,
                "-p",
                "1",
                "-c",
                Cluster.program("CollectedNumbers"),
                cluster.programs().toString(),
                "--records",
                "12000",
                "--rate",
                "100")) {
            cluster.until("the job's id", 120, () -> program.soFar().namesJob());
            String job = program.soFar().job();
            Proxied rest = new Proxied(cluster, session);
            Sight before = running(cluster, rest, job);
            for (int death = 1; death <= DEATHS; death++) {
                ProcessHandle master = cluster.masters(session).get(0);
                master.destroyForcibly();
                cluster.until("the master is gone", 10, () -> !master.isAlive());
                Sight after = running(cluster, rest, job);
                assertEquals(before.attempts(), after.attempts(), "no task was started again by death " + death);
            }
            program.await(300)
                    .exits(0)
                    .says("paced: lost 0, doubled 0")
                    .says("early: lost 0, doubled 0")
                    .says("finished");
            assertEquals(
                    List.of("FINISHED"),
                    rest.job(job).stream().map(Sight::state).toList());
        }
        cluster.session("stop\n", "-id", session).exits(0);
        cluster.assertNothingLeftOf(session);
    }

    /** Under a master that has taken over and let some records pass. */
    private static Sight running(Cluster cluster, Proxied rest, String job) {
        Sight sight = cluster.await(
                "job " + job + " runs",
                120,
                () -> rest.job(job).filter(each -> each.state().equals("RUNNING")));
        cluster.pause(3_000);
        return sight;
    }
}
