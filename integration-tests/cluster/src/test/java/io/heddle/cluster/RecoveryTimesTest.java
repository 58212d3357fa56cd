package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long nothing is put out when a process is lost, Heddle and Flink in turn: {@code scripts/bench recovery [RUNS]}. That no record
 * is lost is checked; how long it takes is printed. Flink has the settings of {@link #flink}, most of them better for it than its
 * defaults.
 */
@ClusterTest
class RecoveryTimesTest {
    private static final int RUNS = Integer.getInteger("cluster.runs", 5);
    /** Long enough for a checkpoint and for a detector to have seen the new worker's rhythm. */
    private static final int CALM_MS = 4_000;
    /** Output goes on for this long before what happened counts as over. */
    private static final int AFTERWARDS_MS = 1_000;

    private static final int PATIENCE_S = 180;
    private static final int LADEN_KEYS = 1_000_000;
    private static final int LADEN_BYTES = 1_000;

    /** Something that happens to a process, after which the ticks must go on. */
    private interface Loss {
        void of(ProcessHandle process) throws IOException;
    }

    @Test
    @Tag("slow")
    void withASpareSlotInAnotherWorker(Cluster cluster) throws IOException {
        try (ZooKeepers servers = ZooKeepers.start(cluster, 3)) {
            Flink flink = flink(cluster, servers, 1024, 1);
            TickRun ours = TickRun.start(cluster, session(cluster, 2, 1024), "spare");
            TickRun theirs = TickRun.start(cluster, flink, flink.session(), "flink-spare", "Ticks");
            Comparison.printHead();
            compareWorkers("kill -9 of a worker, a slot is spare", ours, theirs, 2, ProcessHandle::destroyForcibly);
            compareWorkers("SIGSTOP of a worker, a slot is spare", ours, theirs, 2, Signals::stop);
            Comparison silence = Comparison.of("kill -9 of the master");
            List<Integer> heddleRewound = new ArrayList<>();
            List<Integer> flinkRewound = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                silence.heddleMs().add(silenceWithoutMaster(ours, heddleRewound));
                silence.flinkMs().add(silenceWithoutMaster(theirs, flinkRewound));
            }
            silence.print();
            System.out.printf(
                    "    by how many ticks the output went back, run by run: Heddle %s, Flink %s%n",
                    heddleRewound, flinkRewound);
            end(ours);
            kill(theirs);
        }
    }

    @Test
    @Tag("slow")
    void withoutASpareSlot(Cluster cluster) throws IOException {
        try (ZooKeepers servers = ZooKeepers.start(cluster, 3)) {
            Flink flink = flink(cluster, servers, 1024, 0);
            TickRun ours = TickRun.start(cluster, session(cluster, 1, 1024), "no-spare");
            TickRun theirs = TickRun.start(cluster, flink, flink.session(), "flink-no-spare", "Ticks");
            compareWorkers(
                    "kill -9 of a worker, another must be started", ours, theirs, 1, ProcessHandle::destroyForcibly);
            end(ours);
            kill(theirs);
        }
    }

    /** One after the other, since two workers with a gigabyte each are enough for a small machine. */
    @Test
    @Tag("slow")
    void withAGigabyteOfState(Cluster cluster) throws IOException {
        String[] load = {
            "--keys", Integer.toString(LADEN_KEYS),
            "--bytes", Integer.toString(LADEN_BYTES),
            "--checkpoint-ms", "10000"
        };
        Comparison silence = Comparison.of("kill -9 of a worker with 1 GB, a slot is spare");
        TickRun ours = TickRun.start(cluster, session(cluster, 2, 4096), "laden", "LadenTicks", load);
        silence.heddleMs().addAll(laden(ours));
        end(ours);
        try (ZooKeepers servers = ZooKeepers.start(cluster, 3)) {
            Flink flink = flink(cluster, servers, 4096, 1);
            TickRun theirs = TickRun.start(cluster, flink, flink.session(), "flink-laden", "LadenTicks", load);
            silence.flinkMs().addAll(laden(theirs));
            kill(theirs);
        }
        silence.print();
    }

    private static List<Long> laden(TickRun ticks) throws IOException {
        Proxied rest = new Proxied(ticks.cluster(), ticks.session());
        long stateBytes = (long) LADEN_KEYS * LADEN_BYTES;
        ticks.cluster()
                .until(
                        "a checkpoint of all state",
                        PATIENCE_S,
                        () -> rest.checkpointedBytes(ticks.job()) >= stateBytes);
        List<Long> silences = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            silences.add(silenceWithoutWorker(ticks, 2, ProcessHandle::destroyForcibly));
        }
        return silences;
    }

    private static String session(Cluster cluster, int workers, int workerMb) {
        return cluster.session(
                        "",
                        "-n",
                        Integer.toString(workers),
                        "-jm",
                        "1024",
                        "-tm",
                        Integer.toString(workerMb),
                        "-s",
                        "1",
                        "-d",
                        "-D",
                        "yarn.application-attempts=1000",
                        "-D",
                        "taskmanager.memory.managed.fraction=0.0")
                .exits(0)
                .line();
    }

    /**
     * Flink with ZooKeeper, without which a dead master takes its jobs along, and with the patience that Heddle has: seven seconds of
     * silence, where its defaults are 50 for a worker and 60 for a session of ZooKeeper.
     */
    private static Flink flink(Cluster cluster, ZooKeepers servers, int workerMb, int spareWorkers) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("taskmanager.memory.process.size", workerMb + "m");
        settings.put("taskmanager.numberOfTaskSlots", "1");
        settings.put("slotmanager.redundant-taskmanager-num", Integer.toString(spareWorkers));
        settings.put("resourcemanager.taskmanager-timeout", "1 h");
        settings.put("heartbeat.interval", "1 s");
        settings.put("heartbeat.timeout", "7 s");
        settings.put("high-availability.type", "zookeeper");
        settings.put("high-availability.zookeeper.quorum", servers.addresses());
        settings.put("high-availability.zookeeper.client.session-timeout", "7 s");
        settings.put("high-availability.storageDir", Cluster.home("flink-ha"));
        settings.put("yarn.application-attempts", "1000");
        return Flink.on(cluster, settings);
    }

    private static void compareWorkers(String what, TickRun ours, TickRun theirs, int workers, Loss loss)
            throws IOException {
        Comparison silence = Comparison.of(what);
        for (int run = 0; run < RUNS; run++) {
            silence.heddleMs().add(silenceWithoutWorker(ours, workers, loss));
            silence.flinkMs().add(silenceWithoutWorker(theirs, workers, loss));
        }
        silence.print();
    }

    private static long silenceWithoutWorker(TickRun ticks, int workers, Loss loss) throws IOException {
        int before = awaitCalm(ticks, workers);
        ProcessHandle worker = ticks.worker();
        long atMs = System.currentTimeMillis();
        loss.of(worker);
        ticks.cluster()
                .until("ticks of another worker", PATIENCE_S, () -> ticks.log().lastWriter() != worker.pid());
        long silenceMs = silence(ticks, before, atMs);
        Signals.resume(worker);
        return silenceMs;
    }

    /** A master's death may stop the output at once, or not before its successor is there, or never. */
    private static long silenceWithoutMaster(TickRun ticks, List<Integer> rewound) {
        int before = awaitCalm(ticks, 2);
        List<ProcessHandle> former = ticks.masters();
        long atMs = System.currentTimeMillis();
        former.forEach(ProcessHandle::destroyForcibly);
        Proxied rest = new Proxied(ticks.cluster(), ticks.session());
        ticks.cluster()
                .until(
                        "another master whose job runs",
                        PATIENCE_S,
                        () -> ticks.masters().stream().anyMatch(master -> !former.contains(master))
                                && rest.running(ticks.job()));
        long silenceMs = silence(ticks, before, atMs);
        rewound.add(ticks.log().rewound(atMs));
        return silenceMs;
    }

    /** Gives the number of a tick before the calm. */
    private static int awaitCalm(TickRun ticks, int workers) {
        Proxied rest = new Proxied(ticks.cluster(), ticks.session());
        ticks.cluster()
                .until(
                        "all workers are there and the job runs",
                        PATIENCE_S,
                        () -> rest.workers() == workers
                                && rest.running(ticks.job())
                                && !ticks.log().isEmpty());
        int before = ticks.log().lastNumber();
        ticks.cluster().pause(CALM_MS);
        return before;
    }

    private static long silence(TickRun ticks, int before, long atMs) {
        ticks.awaitAfter(System.currentTimeMillis() + AFTERWARDS_MS);
        assertEquals(0, ticks.log().lostFrom(before), "ticks never written");
        return ticks.log().longestSilenceMs(atMs);
    }

    private static void end(TickRun ticks) {
        // While no master answers, a command does not find the job.
        Proxied rest = new Proxied(ticks.cluster(), ticks.session());
        ticks.cluster().until("a master answers", PATIENCE_S, () -> !rest.jobs().isEmpty());
        ticks.cluster().heddle("cancel", ticks.job()).exits(0);
        ticks.cluster().session("stop\n", "-id", ticks.session()).exits(0);
        ticks.cluster().assertNothingLeftOf(ticks.session());
    }

    private static void kill(TickRun ticks) {
        ticks.cluster().yarn("application", "-kill", ticks.session()).exits(0);
        ticks.cluster()
                .until(
                        "no process of Flink",
                        PATIENCE_S,
                        () -> ticks.cluster().processes(ticks.session(), "").isEmpty());
    }
}
