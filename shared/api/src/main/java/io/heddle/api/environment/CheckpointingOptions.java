package io.heddle.api.environment;

import java.time.Duration;

/**
 * When and how checkpoints are taken and where they are kept, for {@code Configuration.set}. Each option has its
 * default; what it says holds for one job.
 */
public final class CheckpointingOptions {
    private CheckpointingOptions() {}

    /** The time between the starts of checkpoints; unset, none are taken. */
    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL =
            ConfigOptions.key("execution.checkpointing.interval").durationType().noDefaultValue();

    /** What checkpoints guarantee; exactly-once by default. */
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_CONSISTENCY_MODE = ConfigOptions.key(
                    "execution.checkpointing.mode")
            .enumType(CheckpointingMode.class)
            .defaultValue(CheckpointingMode.EXACTLY_ONCE);

    /** After how long a checkpoint is given up; 10 minutes by default. */
    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT =
            ConfigOptions.key("execution.checkpointing.timeout").durationType().defaultValue(Duration.ofMinutes(10));

    /** How many checkpoints may be under way at once; 1 by default. */
    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.max-concurrent-checkpoints")
            .intType()
            .defaultValue(1);

    /** The least time between the end of a checkpoint and the start of the next; none by default. */
    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.min-pause")
            .durationType()
            .defaultValue(Duration.ZERO);

    /**
     * How many checkpoints in a row may fail before the job restarts. Unless it is set, trouble with the storage
     * never restarts a job.
     */
    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = ConfigOptions.key(
                    "execution.checkpointing.tolerable-failed-checkpoints")
            .intType()
            .defaultValue(0);

    /** What becomes of checkpoints when the job ends without having finished; unset, they are kept. */
    public static final ConfigOption<ExternalizedCheckpointRetention> EXTERNALIZED_CHECKPOINT_RETENTION =
            ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(ExternalizedCheckpointRetention.class)
                    .noDefaultValue();

    /** Whether barriers may overtake records; off by default. */
    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = ConfigOptions.key(
                    "execution.checkpointing.unaligned.enabled")
            .booleanType()
            .defaultValue(false)
            .withFallbackKeys("execution.checkpointing.unaligned");

    /** With {@link #ENABLE_UNALIGNED}: after how long of alignment barriers begin to overtake; zero at once. */
    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT = ConfigOptions.key(
                    "execution.checkpointing.aligned-checkpoint-timeout")
            .durationType()
            .defaultValue(Duration.ZERO);

    /**
     * Whether a checkpoint, of either backend, writes only what has changed and refers to files of earlier ones for
     * the rest; on by default. Savepoints are always whole.
     */
    public static final ConfigOption<Boolean> INCREMENTAL_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.incremental")
            .booleanType()
            .defaultValue(true)
            .withFallbackKeys("state.backend.incremental");

    /**
     * Where checkpoints are kept: a path with a scheme. Unset, {@code .heddle/checkpoints} beside the staging
     * directories, and in a local run a directory that goes with the process.
     */
    public static final ConfigOption<String> CHECKPOINTS_DIRECTORY = ConfigOptions.key("execution.checkpointing.dir")
            .stringType()
            .noDefaultValue()
            .withFallbackKeys("state.checkpoints.dir");

    /** Where savepoints go unless a place is given: a path with a scheme. Unset, each savepoint must be given one. */
    public static final ConfigOption<String> SAVEPOINT_DIRECTORY = ConfigOptions.key(
                    "execution.checkpointing.savepoint-dir")
            .stringType()
            .noDefaultValue()
            .withFallbackKeys("state.savepoints.dir");

    /** How many completed checkpoints are kept; 1 by default. */
    public static final ConfigOption<Integer> MAX_RETAINED_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.num-retained")
            .intType()
            .defaultValue(1)
            .withFallbackKeys("state.checkpoints.num-retained");
}
