package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A ledger under random faults: processes of ours and of Hadoop's are killed and frozen, and the books are right at the
 * end. {@code scripts/test-long chaos FAULTS SEED}; state backend and kind of checkpoints are drawn from the seed, unless
 * {@code -Dcluster.backend} and {@code -Dcluster.barriers} say them.
 */
@ClusterTest
class ChaosTest {
    private static final int RATE = 1000;
    private static final int NODE_MANAGERS = 2;

    private enum Fault {
        WORKER,
        MASTER,
        MASTER_TWICE,
        MASTER_AND_WORKER,
        FROZEN_WORKER,
        FROZEN_MASTER,
        NODE_MANAGER,
        DATA_NODE,
        NAME_NODE
    }

    @Test
    @Tag("slow")
    void theBooksAreRightWhateverFails(Cluster cluster) throws IOException {
        int faults = Integer.getInteger("cluster.faults", 20);
        long seed = Objects.requireNonNullElse(Long.getLong("cluster.seed"), System.nanoTime() % 1_000_000);
        Random random = new Random(seed);
        String backend = drawn("cluster.backend", random, "hashmap", "rocksdb");
        String barriers = drawn("cluster.barriers", random, "aligned", "unaligned");
        System.out.printf(
                "chaos: -Dcluster.faults=%d -Dcluster.seed=%d -Dcluster.backend=%s -Dcluster.barriers=%s%n",
                faults, seed, backend, barriers);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("state.backend.type", backend);
        settings.put("execution.checkpointing.unaligned.enabled", Boolean.toString(barriers.equals("unaligned")));
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        try (LedgerRun run = LedgerRun.start(cluster, "chaos", LedgerRun.ENDLESS, RATE, LedgerRun.PER_JOB, settings)) {
            cluster.until("an application", 180, () -> run.command().named() || !run.isUnderWay());
            run.awaitFirstEntries();
            String application = run.command().application();
            for (int i = 1; i <= faults && run.isUnderWay(); i++) {
                Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
                System.out.printf("%tT fault %d of %d: %s%n", System.currentTimeMillis(), i, faults, fault);
                cause(fault, cluster, application, random);
                done.merge(fault, 1, Integer::sum);
                cluster.pause(1000 + random.nextInt(9000));
            }
            System.out.println("chaos: faults done: " + done);
            assertEquals(
                    faults, done.values().stream().mapToInt(Integer::intValue).sum(), "the job outlived all faults");
            run.assertStopsClean(300);
            cluster.assertNothingLeftOf(application);
        }
    }

    private static String drawn(String property, Random random, String one, String other) {
        String choice = random.nextBoolean() ? one : other;
        String said = System.getProperty(property, "");
        return said.isEmpty() ? choice : said;
    }

    private static void cause(Fault fault, Cluster cluster, String application, Random random) throws IOException {
        switch (fault) {
            case WORKER -> kill(one(cluster.workers(application), random));
            case MASTER -> kill(cluster.masters(application));
            case MASTER_TWICE -> {
                kill(cluster.masters(application));
                for (int i = 0; i < 600 && cluster.masters(application).isEmpty(); i++) {
                    cluster.pause(50);
                }
                cluster.pause(random.nextInt(3000));
                kill(cluster.masters(application));
            }
            case MASTER_AND_WORKER -> {
                List<ProcessHandle> both = new ArrayList<>(cluster.masters(application));
                both.addAll(one(cluster.workers(application), random));
                kill(both);
            }
            case FROZEN_WORKER -> freeze(cluster, one(cluster.workers(application), random), 5 + random.nextInt(86));
            case FROZEN_MASTER -> freeze(cluster, cluster.masters(application), 5 + random.nextInt(86));
            case NODE_MANAGER -> restart(cluster, "nodemanager-" + (1 + random.nextInt(NODE_MANAGERS)), 2000);
            case DATA_NODE -> restart(cluster, "datanode", 2000);
            case NAME_NODE -> restart(cluster, "namenode", 60_000);
        }
    }

    private static List<ProcessHandle> one(List<ProcessHandle> processes, Random random) {
        return processes.isEmpty() ? List.of() : List.of(processes.get(random.nextInt(processes.size())));
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private static void freeze(Cluster cluster, List<ProcessHandle> processes, int seconds) throws IOException {
        for (ProcessHandle process : processes) {
            Signals.stop(process);
        }
        cluster.pause(seconds * 1000);
        for (ProcessHandle process : processes) {
            Signals.resume(process);
        }
    }

    /** Kills a daemon, and starts it again after a while. */
    private static void restart(Cluster cluster, String daemon, int downMs) throws IOException {
        cluster.killDaemon(daemon);
        cluster.pause(downMs);
        cluster.sandbox().restart(daemon);
    }
}
