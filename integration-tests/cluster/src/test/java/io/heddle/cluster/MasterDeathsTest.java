package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The master of a session is killed at every moment that is worse than others. Records and executions are checked; times
 * depend on the machine and are printed.
 */
@ClusterTest
class MasterDeathsTest {
    private static final int IN_A_ROW = 20;
    /** Less than the minute after which the sandbox gives up a silent master, and a node that falls silent later. */
    private static final int FROZEN_ALONE_MS = 45_000;

    @Test
    @Tag("slow")
    void twentyInARowCostNeitherTaskNorRecord(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "deaths")) {
            Proxied.Sight before = session.running(0);
            for (int death = 1; death <= IN_A_ROW; death++) {
                session.report("death " + death, session.killMaster());
                Proxied.Sight after = session.running(before.completed());
                assertEquals(before.attempts(), after.attempts(), "no task was started again by death " + death);
                assertEquals(0, after.restarts());
                before = after;
            }
            session.ticks().assertNothingRewound();
            session.stopLedgerAndCheckIt();
        }
    }

    @Test
    @Tag("slow")
    void whateverIsUnderWayWhenItDies(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "moments")) {
            Proxied.Sight before = session.running(0);

            cluster.until("a checkpoint is under way", 60, session::isCheckpointing);
            session.report("during a checkpoint", session.killMaster());
            Proxied.Sight after = session.running(before.completed());
            assertEquals(before.attempts(), after.attempts());

            ProcessHandle first = session.master();
            long atMs = session.killMaster();
            session.awaitMasterAfter(first).destroyForcibly();
            session.report("and its successor as soon as it was there", atMs);
            after = session.running(after.completed());
            assertEquals(before.attempts(), after.attempts());
            session.ticks().assertNothingRewound();

            Proxied.Sight adopted = after;
            session.killWorker();
            cluster.until("tasks are started again", 60, () -> session.isStartedAgainAfter(adopted));
            session.report("during a restore", session.killMaster());
            after = session.running(after.completed());

            session.killWorker();
            session.report("together with a worker", session.killMaster());
            session.running(after.completed());
            session.ticks().assertNothingLost();
            session.stopLedgerAndCheckIt();
        }
    }

    /** F05: the frozen master thaws when its successor works; its node cannot tell it to end, as it is frozen too. */
    @Test
    @Tag("slow")
    void aFrozenMasterThatThawsChangesNothing(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "frozen")) {
            Proxied.Sight before = session.running(0);
            ProcessHandle old = session.master();
            ProcessHandle node = cluster.nodeManagerOf(old);
            long atMs = System.currentTimeMillis();
            Signals.stop(old);
            cluster.pause(FROZEN_ALONE_MS);
            Signals.stop(node);
            try {
                session.awaitMasterAfter(old);
                Proxied.Sight after = session.running(before.completed());
                session.report("frozen for a minute", atMs);
                assertEquals(before.attempts(), after.attempts());
                Signals.resume(old);
                cluster.until("the old master has ended by itself", 60, () -> !old.isAlive());
                Proxied.Sight later = session.running(after.completed());
                assertEquals(before.attempts(), later.attempts());
                assertEquals(0, later.restarts());
            } finally {
                Signals.resume(old);
                Signals.resume(node);
            }
            session.ticks().assertNothingRewound();
            session.stopLedgerAndCheckIt();
        }
    }

    @Test
    @Tag("slow")
    void theNextMasterDoesAsItIsTold(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "told")) {
            Proxied.Sight before = session.running(0);
            session.killMaster();
            session.awaitAnswer();
            String savepoint = cluster.heddle("savepoint", session.ledger(), Cluster.home("told-savepoints"))
                    .exits(0)
                    .line();
            cluster.heddle("checkpoints", "verify", savepoint).exits(0);
            Proxied.Sight after = session.running(before.completed());
            assertEquals(before.attempts(), after.attempts());

            session.killMaster();
            session.awaitAnswer();
            cluster.heddle("cancel", session.ticks().job()).exits(0);
            session.killMaster();
            session.stopLedgerAndCheckIt();
            assertFalse(session.isRunning(session.ticks().job()), "what was cancelled stays so under the next master");
        }
    }
}
