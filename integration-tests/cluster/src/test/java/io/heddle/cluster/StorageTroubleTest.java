package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * HDFS is away, or has no room, while checkpoints are due: tasks work on, and checkpoints go on as soon as they can. No
 * task is started again for it.
 */
@ClusterTest
class StorageTroubleTest {
    private static final int DOWN_MS = 60_000;
    private static final int FAILURES = 20;
    /** What a JVM opens and starts by itself in a while. */
    private static final int SLACK = FAILURES / 2;

    @Test
    @Tag("slow")
    void aNameNodeThatIsDownForAMinuteOnlyDelaysCheckpoints(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "away")) {
            Proxied.Sight before = session.running(0);
            whileNameNodeIsDown(cluster, session);
            Proxied.Sight down = session.running(before.completed() - 1);
            Proxied.Sight after = session.running(down.completed());
            assertEquals(before.attempts(), after.attempts());
            assertEquals(0, after.restarts());
            session.ticks().assertNothingRewound();
            session.stopLedgerAndCheckIt();
        }
    }

    private static void whileNameNodeIsDown(Cluster cluster, WatchedSession session) throws IOException {
        cluster.killDaemon("namenode");
        try {
            long downMs = System.currentTimeMillis();
            cluster.pause(DOWN_MS);
            session.ticks().awaitAfter(downMs + DOWN_MS / 2);
        } finally {
            cluster.sandbox().restart("namenode");
        }
    }

    /** F19: a quota that is used up answers as a full disk does, wherever a file has got to. */
    @Test
    @Tag("slow")
    void checkpointsThatFindNoRoomLeaveNothingBehindInTheWorkers(Cluster cluster) throws IOException {
        try (WatchedSession session = WatchedSession.start(cluster, "full")) {
            Proxied.Sight before = session.running(0);
            List<ProcessHandle> workers = session.workers();
            List<Integer> files = counted(workers, "fd");
            List<Integer> threads = counted(workers, "task");
            cluster.hdfs("dfsadmin", "-setSpaceQuota", "1", session.checkpoints())
                    .exits(0);
            cluster.until(FAILURES + " failed checkpoints", 300, () -> session.failedCheckpoints() >= FAILURES);
            Proxied.Sight full = session.running(before.completed() - 1);
            cluster.hdfs("dfsadmin", "-clrSpaceQuota", session.checkpoints()).exits(0);

            Proxied.Sight after = session.running(full.completed());
            assertEquals(before.attempts(), after.attempts());
            assertEquals(0, after.restarts());
            assertNoMore("open files", files, counted(workers, "fd"));
            assertNoMore("threads", threads, counted(workers, "task"));
            session.ticks().assertNothingRewound();
            session.stopLedgerAndCheckIt();
        }
    }

    private static List<Integer> counted(List<ProcessHandle> processes, String what) throws IOException {
        List<Integer> counts = new ArrayList<>();
        for (ProcessHandle process : processes) {
            try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/" + what))) {
                counts.add((int) all.count());
            }
        }
        return counts;
    }

    private static void assertNoMore(String what, List<Integer> before, List<Integer> after) {
        for (int i = 0; i < before.size(); i++) {
            assertTrue(after.get(i) <= before.get(i) + SLACK, what + " before: " + before + ", after: " + after);
        }
    }
}
