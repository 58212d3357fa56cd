package io.heddle.api.environment;

import java.time.Duration;

/** The older names of {@link CheckpointingOptions}. */
public final class ExecutionCheckpointingOptions {
    private ExecutionCheckpointingOptions() {}

    /** The time between the starts of checkpoints; unset, none are taken. */
    public static final ConfigOption<Duration> CHECKPOINTING_INTERVAL =
            ConfigOptions.key("execution.checkpointing.interval").durationType().noDefaultValue();

    /** What checkpoints guarantee. */
    public static final ConfigOption<CheckpointingMode> CHECKPOINTING_MODE = ConfigOptions.key(
                    "execution.checkpointing.mode")
            .enumType(CheckpointingMode.class)
            .defaultValue(CheckpointingMode.EXACTLY_ONCE);

    /** After how long a checkpoint is given up. */
    public static final ConfigOption<Duration> CHECKPOINTING_TIMEOUT =
            ConfigOptions.key("execution.checkpointing.timeout").durationType().defaultValue(Duration.ofMinutes(10));

    /** How many checkpoints may be under way at once. */
    public static final ConfigOption<Integer> MAX_CONCURRENT_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.max-concurrent-checkpoints")
            .intType()
            .defaultValue(1);

    /** The least time between the end of a checkpoint and the start of the next. */
    public static final ConfigOption<Duration> MIN_PAUSE_BETWEEN_CHECKPOINTS = ConfigOptions.key(
                    "execution.checkpointing.min-pause")
            .durationType()
            .defaultValue(Duration.ZERO);

    /** How many checkpoints in a row may fail before the job fails. */
    public static final ConfigOption<Integer> TOLERABLE_FAILURE_NUMBER = ConfigOptions.key(
                    "execution.checkpointing.tolerable-failed-checkpoints")
            .intType()
            .defaultValue(0);

    /** Whether barriers may overtake records. */
    public static final ConfigOption<Boolean> ENABLE_UNALIGNED = ConfigOptions.key(
                    "execution.checkpointing.unaligned.enabled")
            .booleanType()
            .defaultValue(false);

    /** With {@link #ENABLE_UNALIGNED}: after how long of alignment barriers begin to overtake; zero at once. */
    public static final ConfigOption<Duration> ALIGNED_CHECKPOINT_TIMEOUT = ConfigOptions.key(
                    "execution.checkpointing.aligned-checkpoint-timeout")
            .durationType()
            .defaultValue(Duration.ZERO);

    /** What becomes of checkpoints when the job ends without having finished. */
    public static final ConfigOption<CheckpointConfig.ExternalizedCheckpointCleanup> EXTERNALIZED_CHECKPOINT =
            ConfigOptions.key("execution.checkpointing.externalized-checkpoint-retention")
                    .enumType(CheckpointConfig.ExternalizedCheckpointCleanup.class)
                    .noDefaultValue();
}
