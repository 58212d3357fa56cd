package io.heddle.benchmarks.pipelines;

import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.SavepointFormatType;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.CheckpointDirectory;
import io.heddle.benchmarks.Disk;
import io.heddle.benchmarks.Load;
import io.heddle.benchmarks.Probe;
import io.heddle.benchmarks.Workload;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Jobs with much state under load that are stopped with a savepoint and go on from it, at the same parallelism or at another
 * one. That is how one program can rescale in both engines. Each start is that of a whole local cluster, as a program in one
 * process has it, in both.
 */
public final class Restarts {
    private static final int BYTES_PER_KEY = 500;
    private static final long RECORDS_PER_SECOND = 20_000;
    /** The load lasts that long at most; what is left at the end of the measurement comes at once. */
    private static final int SECONDS = 60;

    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NAP_NS = 20_000;
    private static final double NS_PER_MS = 1e6;
    private static final double BYTES_PER_MB = 1 << 20;

    private final Environments environments;
    private final long keys;
    private final Load load;
    private JobClient job;

    private Restarts(Environments environments, long keys) throws Exception {
        this.environments = environments;
        this.keys = keys;
        load = Load.begin(keys, RECORDS_PER_SECOND);
        job = start(1, Map.of());
    }

    /** Runs a workload with that many keys and leaves in {@link Probe} what it has seen. */
    public static void run(Environments environments, Workload workload, long keys) throws Exception {
        Restarts restarts = new Restarts(environments, keys);
        restarts.until(restarts.load::isFilled);
        restarts.calm();
        switch (workload) {
            case FULL_SNAPSHOT -> restarts.snapshotAndRestore();
            case RESCALE -> {
                restarts.rescale(2);
                restarts.rescale(1);
            }
            default -> throw new IllegalArgumentException(workload + " restarts nothing");
        }
        restarts.load.hurry();
        restarts.job.getJobExecutionResult().get();
        CheckpointDirectory.delete(ProcessHandle.current().pid());
    }

    private JobClient start(int parallelism, Map<String, String> settings) throws Exception {
        long fillers = keys;
        StreamExecutionEnvironment env = environments.of(parallelism, settings);
        env.setMaxParallelism(128);
        env.setBufferTimeout(10);
        env.fromSequence(0, keys + RECORDS_PER_SECOND * SECONDS - 1)
                .setParallelism(1)
                .map(new Paced())
                .returns(Types.LONG)
                .setParallelism(1)
                .keyBy(n -> Blobs.keyOf(n, fillers))
                .process(new Blobs(keys, BYTES_PER_KEY, false))
                .returns(Types.LONG)
                .map(new Arrivals())
                .returns(Types.LONG)
                .sinkTo(new CountingSink<>(Long::longValue));
        return env.executeAsync("restarts");
    }

    private void snapshotAndRestore() throws Exception {
        long askedNs = System.nanoTime();
        String savepoint = stop();
        double snapshotMs = (System.nanoTime() - askedNs) / NS_PER_MS;
        long begunNs = System.nanoTime();
        goOn(1, savepoint);
        until(() -> load.firstNs() != 0);
        double restoreMs = (load.firstNs() - begunNs) / NS_PER_MS;
        long bytes = CheckpointDirectory.bytesOf(savepoint);
        Disk disk = Disk.measure(bytes);
        Probe.fact("state-mb", bytes / BYTES_PER_MB);
        Probe.fact("snapshot-ms", snapshotMs);
        Probe.fact("restore-ms", restoreMs);
        Probe.fact("snapshot-of-disk", snapshotMs / disk.writeMs());
        Probe.fact("restore-of-disk", restoreMs / disk.readMs());
        Probe.fact("disk-write-ms", disk.writeMs());
        Probe.fact("disk-read-ms", disk.readMs());
    }

    private void rescale(int parallelism) throws Exception {
        long askedNs = System.nanoTime();
        String savepoint = stop();
        long begunNs = System.nanoTime();
        goOn(parallelism, savepoint);
        until(() -> load.caughtUpNs() != 0);
        Probe.fact("stop-ms", (begunNs - askedNs) / NS_PER_MS);
        Probe.fact("start-ms", (load.firstNs() - begunNs) / NS_PER_MS);
        Probe.fact("pause-ms", load.longestGapNs() / NS_PER_MS);
        Probe.fact("done-ms", (load.caughtUpNs() - askedNs) / NS_PER_MS);
        calm();
    }

    private String stop() throws Exception {
        long askedNs = System.nanoTime();
        String savepoint = job.stopWithSavepoint(false, CheckpointDirectory.savepoints(), SavepointFormatType.NATIVE)
                .get();
        long storedNs = System.nanoTime();
        job.getJobExecutionResult().get();
        Probe.fact("savepoint-ms", (storedNs - askedNs) / NS_PER_MS);
        Probe.fact("end-ms", (System.nanoTime() - storedNs) / NS_PER_MS);
        load.interrupted();
        return savepoint;
    }

    private void goOn(int parallelism, String savepoint) throws Exception {
        job = start(parallelism, Map.of("execution.state-recovery.path", savepoint));
    }

    private void calm() throws IOException {
        long untilNs = System.nanoTime() + CALM_NS;
        until(() -> System.nanoTime() > untilNs);
    }

    private void until(BooleanSupplier condition) throws IOException {
        while (!condition.getAsBoolean()) {
            if (job.getJobExecutionResult().isDone()) {
                throw new IOException("The job has ended too early: " + job.getJobExecutionResult());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Lets no number through before it is due. */
    static final class Paced implements MapFunction<Long, Long> {
        @Override
        public Long map(Long n) {
            Load load = Load.current();
            while (load.dueNs(n) > System.nanoTime() && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(NAP_NS);
            }
            return n;
        }
    }

    /** Tells the load of each number. */
    static final class Arrivals implements MapFunction<Long, Long> {
        @Override
        public Long map(Long n) {
            Load.current().arrived(n);
            return n;
        }
    }
}
