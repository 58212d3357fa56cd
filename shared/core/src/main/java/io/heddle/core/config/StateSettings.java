package io.heddle.core.config;

import static io.heddle.core.config.Scope.JOB;
import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.WORKER;

import java.time.Duration;
import java.util.Map;

/** State backends, checkpoints and savepoints. */
public final class StateSettings {
    private StateSettings() {}

    /** Where keyed state lives. */
    public enum Backend {
        HASHMAP,
        ROCKSDB
    }

    /** What a checkpoint guarantees for state. */
    public enum CheckpointingMode {
        EXACTLY_ONCE,
        AT_LEAST_ONCE
    }

    /** What becomes of checkpoints when a job ends without having finished. */
    public enum Retention {
        RETAIN_ON_CANCELLATION,
        DELETE_ON_CANCELLATION,
        NO_EXTERNALIZED_CHECKPOINTS
    }

    public static final Setting<Backend> BACKEND = Setting.choice(
                    "state.backend.type",
                    Backend.class,
                    Map.of(
                            "filesystem", Backend.HASHMAP,
                            "jobmanager", Backend.HASHMAP,
                            "memory", Backend.HASHMAP,
                            "fs", Backend.HASHMAP,
                            "heap", Backend.HASHMAP))
            .orElse(Backend.HASHMAP)
            .in(JOB)
            .common()
            .also("state.backend")
            .says("Keyed state on the heap, or in RocksDB on the local disk.");
    public static final Setting<Boolean> INCREMENTAL = Setting.flag("execution.checkpointing.incremental")
            .orElse(true)
            .in(JOB)
            .formerly("state.backend.incremental")
            .says("Whether checkpoints write only what changed, and refer to earlier ones for the rest.");
    public static final Setting<Boolean> LOCAL_RECOVERY = Setting.flag("state.backend.local-recovery")
            .orElse(false)
            .in(WORKER)
            .also("execution.checkpointing.local-backup.enabled", "execution.state-recovery.from-local")
            .says("Whether workers keep a local copy of the last checkpoint to restore from.");
    public static final Setting<String> LOCAL_COPIES = Setting.text("execution.checkpointing.local-backup.dirs")
            .in(WORKER)
            .withoutEffect()
            .also("taskmanager.state.local.root-dirs")
            .says("Directories for those copies; they lie in the container's own, which YARN deletes.");
    public static final Setting<String> CHECKPOINT_STORAGE = Setting.text("execution.checkpointing.storage")
            .in(JOB)
            .withoutEffect()
            .formerly("state.checkpoint-storage")
            .says("Kind of checkpoint storage: filesystem or jobmanager.");
    public static final Setting<String> CHECKPOINT_DIRECTORY = Setting.text("execution.checkpointing.dir")
            .in(JOB)
            .common()
            .also("state.checkpoints.dir")
            .formerly("state.backend.fs.checkpointdir")
            .says("Directory of checkpoints; by default .heddle/checkpoints beside the staging directories, and with -t"
                    + " local a directory that goes with the process.");
    public static final Setting<String> SAVEPOINT_DIRECTORY = Setting.text("execution.checkpointing.savepoint-dir")
            .in(JOB)
            .common()
            .also("state.savepoints.dir")
            .formerly("savepoints.state.backend.fs.dir", "state.backend.fs.savepointdir")
            .says("Directory of savepoints for which none is given.");
    public static final Setting<Integer> NUM_RETAINED = Setting.integer("execution.checkpointing.num-retained")
            .orElse(1)
            .must("be 1 or more", value -> value >= 1)
            .in(JOB)
            .also("state.checkpoints.num-retained")
            .says("How many completed checkpoints are kept.");
    public static final Setting<MemorySize> SMALL_FILE_THRESHOLD = Setting.memory(
                    "execution.checkpointing.data-inline-threshold")
            .orElse(new MemorySize(20 * 1024))
            .in(JOB)
            .formerly("state.storage.fs.memory-threshold", "state.backend.fs.memory-threshold")
            .says("State smaller than this is kept inside the checkpoint's metadata.");
    public static final Setting<Integer> WRITE_BUFFER = Setting.integer("execution.checkpointing.write-buffer-size")
            .orElse(4096)
            .in(JOB)
            .withoutEffect()
            .formerly("state.storage.fs.write-buffer-size", "state.backend.fs.write-buffer-size")
            .says("Bytes buffered when a checkpoint file is written.");
    public static final Setting<Duration> CHECKPOINT_INTERVAL = Setting.duration("execution.checkpointing.interval")
            .orElse(Duration.ZERO)
            .in(JOB)
            .common()
            .says("Time between the starts of two checkpoints; 0: no checkpoints.");
    public static final Setting<CheckpointingMode> CHECKPOINT_MODE = Setting.choice(
                    "execution.checkpointing.mode", CheckpointingMode.class)
            .orElse(CheckpointingMode.EXACTLY_ONCE)
            .in(JOB)
            .says("Whether every record counts exactly once in state, or at least once.");
    public static final Setting<Duration> CHECKPOINT_TIMEOUT = Setting.duration("execution.checkpointing.timeout")
            .orElse(Duration.ofMinutes(10))
            .in(JOB)
            .says("A checkpoint not complete by then is given up.");
    public static final Setting<Integer> MAX_CONCURRENT_CHECKPOINTS = Setting.integer(
                    "execution.checkpointing.max-concurrent-checkpoints")
            .orElse(1)
            .must("be 1 or more", value -> value >= 1)
            .in(JOB)
            .says("How many checkpoints may be under way together.");
    public static final Setting<Duration> MIN_PAUSE = Setting.duration("execution.checkpointing.min-pause")
            .orElse(Duration.ZERO)
            .in(JOB)
            .says("Least time between the end of a checkpoint and the start of the next.");
    public static final Setting<Integer> TOLERABLE_FAILED_CHECKPOINTS = Setting.integer(
                    "execution.checkpointing.tolerable-failed-checkpoints")
            .orElse(0)
            .in(JOB)
            .says("Checkpoints in a row that may fail before the job restarts; unless it is set, trouble with"
                    + " storage, or one that is not complete in time, never restarts a job.");
    public static final Setting<Retention> RETENTION = Setting.choice(
                    "execution.checkpointing.externalized-checkpoint-retention", Retention.class)
            .orElse(Retention.RETAIN_ON_CANCELLATION)
            .in(JOB)
            .also("execution.checkpointing.externalized-checkpoint-retention-mode")
            .says("Whether checkpoints stay when the job is cancelled or fails.");
    public static final Setting<Boolean> UNALIGNED = Setting.flag("execution.checkpointing.unaligned.enabled")
            .orElse(false)
            .in(JOB)
            .also("execution.checkpointing.unaligned")
            .says("Whether barriers overtake waiting records.");
    public static final Setting<Duration> ALIGNED_TIMEOUT = Setting.duration(
                    "execution.checkpointing.aligned-checkpoint-timeout")
            .orElse(Duration.ZERO)
            .in(JOB)
            .formerly("execution.checkpointing.alignment-timeout")
            .says("Alignment longer than this lets the barriers overtake; 0: at once when unaligned is on.");
    public static final Setting<Boolean> UNALIGNED_FORCED = Setting.flag("execution.checkpointing.unaligned.forced")
            .orElse(false)
            .in(JOB)
            .withoutEffect()
            .says("Unaligned checkpoints even where the program forbids them.");
    public static final Setting<Boolean> CHECKPOINT_AFTER_FINISH = Setting.flag(
                    "execution.checkpointing.checkpoints-after-tasks-finish")
            .orElse(true)
            .in(JOB)
            .also("execution.checkpointing.checkpoints-after-tasks-finish.enabled")
            .says("Whether checkpoints go on after some tasks have finished.");
    public static final Setting<Boolean> CHECKPOINT_COMPRESSION = Setting.flag(
                    "execution.checkpointing.snapshot-compression")
            .orElse(false)
            .in(JOB)
            .withoutEffect()
            .also("execution.checkpointing.snapshot-compression.enabled")
            .says("Whether heap state is compressed in checkpoints.");
    public static final Setting<Integer> CHECKPOINT_HISTORY = Setting.integer("web.checkpoints.history")
            .orElse(10)
            .in(MASTER)
            .formerly("jobmanager.web.checkpoints.history")
            .says("How many checkpoints the REST interface remembers.");
}
