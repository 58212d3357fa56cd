package io.heddle.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What can happen to a job's processes and to those of Hadoop, drawn at random. */
final class Faults {
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

    private final Cluster cluster;
    private final String application;
    private final Random random;

    Faults(Cluster cluster, String application, Random random) {
        this.cluster = cluster;
        this.application = application;
        this.random = random;
    }

    /** Causes so many, one to ten seconds after each other, as long as the job is under way; says how many it were. */
    int cause(int faults, BooleanSupplier isUnderWay) throws IOException {
        Map<Fault, Integer> done = new EnumMap<>(Fault.class);
        for (int i = 1; i <= faults && isUnderWay.getAsBoolean(); i++) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            System.out.printf("%tT fault %d of %d: %s%n", System.currentTimeMillis(), i, faults, fault);
            cause(fault);
            done.merge(fault, 1, Integer::sum);
            cluster.pause(1000 + random.nextInt(9000));
        }
        System.out.println("faults done: " + done);
        return done.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void cause(Fault fault) throws IOException {
        switch (fault) {
            case WORKER -> kill(one(cluster.workers(application)));
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
                both.addAll(one(cluster.workers(application)));
                kill(both);
            }
            case FROZEN_WORKER -> freeze(one(cluster.workers(application)));
            case FROZEN_MASTER -> freeze(cluster.masters(application));
            case NODE_MANAGER -> restart("nodemanager-" + (1 + random.nextInt(NODE_MANAGERS)), 2000);
            case DATA_NODE -> restart("datanode", 2000);
            case NAME_NODE -> restart("namenode", 60_000);
        }
    }

    private List<ProcessHandle> one(List<ProcessHandle> processes) {
        return processes.isEmpty() ? List.of() : List.of(processes.get(random.nextInt(processes.size())));
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private void freeze(List<ProcessHandle> processes) throws IOException {
        int seconds = 5 + random.nextInt(86);
        for (ProcessHandle process : processes) {
            Signals.stop(process);
        }
        cluster.pause(seconds * 1000);
        for (ProcessHandle process : processes) {
            Signals.resume(process);
        }
    }

    /** Kills a daemon, and starts it again after a while. */
    private void restart(String daemon, int downMs) throws IOException {
        cluster.killDaemon(daemon);
        cluster.pause(downMs);
        cluster.sandbox().restart(daemon);
    }
}
