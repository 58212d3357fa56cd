package io.heddle.api.environment;

import java.time.Duration;

/** The older names of {@link CheckpointingOptions}. */
public final class ExecutionCheckpointingOptions {
    private ExecutionCheckpointingOptions() {}

    /** The time between the starts of checkpoints; unset, none are taken. */
    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL = CheckpointingOptions.CHECKPOINTING_INTERVAL;

    /** What checkpoints guarantee; exactly-once by default. */
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_MODE =
            CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;

    /** After how long a checkpoint is given up; 10 minutes by default. */
    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT = CheckpointingOptions.CHECKPOINTING_TIMEOUT;

    /** How many checkpoints may be under way at once; 1 by default. */
    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS =
            CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS;

    /** The least time between the end of a checkpoint and the start of the next; none by default. */
    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS =
            CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS;

    /**
     * How many checkpoints in a row may fail before the job restarts. Unless it is set, trouble with the storage
     * never restarts a job.
     */
    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = CheckpointingOptions.TOLERABLE_FAILURE_NUMBER;

    /** Whether barriers may overtake records; off by default. */
    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = CheckpointingOptions.ENABLE_UNALIGNED;

    /** With {@link #ENABLE_UNALIGNED}: after how long of alignment barriers begin to overtake; zero at once. */
    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT =
            CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT;

    /** What becomes of checkpoints when the job ends without having finished. */
    public static final ConfigOption<CheckpointConfig.ExternalizedCheckpointCleanup> EXTERNALIZED_CHECKPOINT =
            ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(CheckpointConfig.ExternalizedCheckpointCleanup.class)
                    .noDefaultValue();
}
