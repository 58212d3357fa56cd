package io.heddle.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long nothing is put out when a process is lost: {@code scripts/bench recovery [RUNS]}. That no record is lost is
 * checked; how long it takes is printed.
 */
@ClusterTest
class RecoveryTimesTest {
    private static final int RUNS = Integer.getInteger("cluster.runs", 5);
    /** Long enough for a checkpoint and for a detector to have seen the new worker's rhythm. */
    private static final int CALM_MS = 8_000;

    /** Something that happens to a process, after which the ticks must go on. */
    private interface Loss {
        void of(ProcessHandle process) throws IOException;
    }

    @Test
    @Tag("slow")
    void withASpareSlotInAnotherWorker(Cluster cluster) throws IOException {
        String session = session(cluster, 2);
        TickRun ticks = TickRun.start(cluster, session, "spare");
        report("a worker is killed, a slot is spare", cluster, ticks, 2, ProcessHandle::destroyForcibly);
        report("a worker is frozen, a slot is spare", cluster, ticks, 2, Signals::stop);
        report(
                "the master is killed",
                cluster,
                ticks,
                2,
                worker -> cluster.masters(session).get(0).destroyForcibly());
        end(cluster, ticks);
    }

    @Test
    @Tag("slow")
    void withoutASpareSlot(Cluster cluster) throws IOException {
        TickRun ticks = TickRun.start(cluster, session(cluster, 1), "no-spare");
        report("a worker is killed, another must be started", cluster, ticks, 1, ProcessHandle::destroyForcibly);
        end(cluster, ticks);
    }

    private static String session(Cluster cluster, int workers) {
        return cluster.session(
                        "",
                        "-n",
                        Integer.toString(workers),
                        "-jm",
                        "1024",
                        "-tm",
                        "1024",
                        "-s",
                        "1",
                        "-d",
                        "-D",
                        "yarn.application-attempts=1000")
                .exits(0)
                .line();
    }

    private static void report(String what, Cluster cluster, TickRun ticks, int workers, Loss loss) throws IOException {
        Proxied rest = new Proxied(cluster, ticks.session());
        List<Long> silences = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            cluster.until("all workers are there", 180, () -> rest.workers() == workers);
            cluster.pause(CALM_MS);
            ProcessHandle worker = ticks.worker();
            long atMs = System.currentTimeMillis();
            loss.of(worker);
            cluster.pause(CALM_MS);
            // What was under way when it happened may still be written a moment later.
            ticks.awaitAfter(atMs + CALM_MS / 2);
            silences.add(ticks.log().longestSilenceMs(atMs));
            Signals.resume(worker);
            ticks.assertNothingLost();
        }
        Collections.sort(silences);
        System.out.printf(
                "%-44s silent for %d ms (median of %d; %d..%d)%n",
                what, silences.get(RUNS / 2), RUNS, silences.get(0), silences.get(RUNS - 1));
    }

    private static void end(Cluster cluster, TickRun ticks) {
        // While no master answers, a command does not find the job.
        Proxied rest = new Proxied(cluster, ticks.session());
        cluster.until("a master answers", 180, () -> !rest.jobs().isEmpty());
        cluster.heddle("cancel", ticks.job()).exits(0);
        cluster.session("stop\n", "-id", ticks.session()).exits(0);
        cluster.assertNothingLeftOf(ticks.session());
    }
}
