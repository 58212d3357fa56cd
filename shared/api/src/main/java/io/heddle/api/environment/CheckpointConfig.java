package io.heddle.api.environment;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * When and how checkpoints are taken; a typed view of the settings of the program, so what is set here wins over the
 * command line and the configuration file. What a getter gives where the program has said nothing is the default
 * named there, not what the cluster is configured for.
 *
 * <p>Without checkpoints (the default) a job is not restarted after a failure unless a restart strategy is chosen,
 * and begins anew then.
 */
public class CheckpointConfig implements Serializable {
    /** The mode unless another is chosen. */
    public static final CheckpointingMode DEFAULT_MODE = CheckpointingMode.EXACTLY_ONCE;

    private static final String PREFIX = "execution.checkpointing.";
    private final Configuration configuration;

    CheckpointConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The older name of {@link ExternalizedCheckpointRetention}. */
    public enum ExternalizedCheckpointCleanup {
        /** Deleted when the job is cancelled, kept when it fails. */
        DELETE_ON_CANCELLATION,
        /** Kept when it is cancelled and when it fails. */
        RETAIN_ON_CANCELLATION,
        /** Always deleted. */
        NO_EXTERNALIZED_CHECKPOINTS
    }

    private long millis(String key, long defaultMs) {
        String text = configuration.getString(PREFIX + key, "");
        return text.isEmpty() ? defaultMs : TextFormats.parseDuration(text).toMillis();
    }

    private void millis(String key, Duration value) {
        configuration.setString(PREFIX + key, TextFormats.printDuration(value));
    }

    /** Whether checkpoints are taken. */
    public boolean isCheckpointingEnabled() {
        return getCheckpointInterval() > 0;
    }

    /** Milliseconds between the starts of checkpoints; -1 if the program takes none. */
    public long getCheckpointInterval() {
        return millis("interval", -1);
    }

    /**
     * Sets the milliseconds between the starts of checkpoints; at least 10.
     *
     * @throws IllegalArgumentException if it is less
     */
    public void setCheckpointInterval(long checkpointInterval) {
        if (checkpointInterval < 10) {
            throw new IllegalArgumentException(
                    "The checkpoint interval must be at least 10 ms, but is " + checkpointInterval + " ms.");
        }
        millis("interval", Duration.ofMillis(checkpointInterval));
    }

    /** What checkpoints guarantee; exactly-once by default. */
    public CheckpointingMode getCheckpointingMode() {
        return configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, DEFAULT_MODE);
    }

    /** What checkpoints guarantee; exactly-once by default. */
    public CheckpointingMode getCheckpointingConsistencyMode() {
        return getCheckpointingMode();
    }

    /** Sets what checkpoints guarantee. */
    public void setCheckpointingMode(CheckpointingMode mode) {
        configuration.setString(PREFIX + "mode", mode.name());
    }

    /** Sets what checkpoints guarantee. */
    public void setCheckpointingConsistencyMode(CheckpointingMode mode) {
        setCheckpointingMode(mode);
    }

    /** Milliseconds after which a checkpoint is given up; ten minutes by default. */
    public long getCheckpointTimeout() {
        return millis("timeout", 600_000);
    }

    /**
     * Sets the milliseconds after which a checkpoint is given up; ten minutes by default. The next one is tried at
     * its time.
     */
    public void setCheckpointTimeout(long checkpointTimeout) {
        millis("timeout", Duration.ofMillis(checkpointTimeout));
    }

    /** Milliseconds that must pass between the end of a checkpoint and the start of the next; 0 by default. */
    public long getMinPauseBetweenCheckpoints() {
        return millis("min-pause", 0);
    }

    /** Sets the least milliseconds between the end of a checkpoint and the start of the next; 0 by default. */
    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        millis("min-pause", Duration.ofMillis(minPauseBetweenCheckpoints));
    }

    /** How many checkpoints may be under way at once; 1 by default. */
    public int getMaxConcurrentCheckpoints() {
        return configuration.getInteger(PREFIX + "max-concurrent-checkpoints", 1);
    }

    /** Sets how many checkpoints may be under way at once; at least 1, which is the default. */
    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        configuration.setInteger(PREFIX + "max-concurrent-checkpoints", maxConcurrentCheckpoints);
    }

    /**
     * How many checkpoints in a row may fail before the job restarts; 0 if the program does not say. See {@link
     * #setTolerableCheckpointFailureNumber}.
     */
    public int getTolerableCheckpointFailureNumber() {
        return configuration.getInteger(PREFIX + "tolerable-failed-checkpoints", 0);
    }

    /**
     * Sets how many checkpoints in a row may fail before the job restarts. Unless it is set, trouble with the storage
     * (HDFS is away) never restarts a job.
     */
    public void setTolerableCheckpointFailureNumber(int number) {
        configuration.setInteger(PREFIX + "tolerable-failed-checkpoints", number);
    }

    /** The older form: false tolerates every failure, true none. */
    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        setTolerableCheckpointFailureNumber(failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE);
    }

    /** Sets what becomes of checkpoints when the job ends without having finished; by default they are kept. */
    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
        configuration.setString(PREFIX + "externalized-checkpoint-retention", retention.name());
    }

    /** Sets what becomes of checkpoints when the job ends without having finished; by default they are kept. */
    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanup) {
        configuration.setString(PREFIX + "externalized-checkpoint-retention", cleanup.name());
    }

    /** Sets what becomes of checkpoints when the job ends without having finished; by default they are kept. */
    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanup) {
        setExternalizedCheckpointCleanup(cleanup);
    }

    /**
     * Lets barriers overtake records that wait in buffers, which become part of the checkpoint: checkpoints stay
     * short under back-pressure and grow by what is in flight. Off by default.
     */
    public void enableUnalignedCheckpoints(boolean enabled) {
        configuration.setBoolean(PREFIX + "unaligned.enabled", enabled);
    }

    /** Lets barriers overtake records; see {@link #enableUnalignedCheckpoints(boolean)}. */
    public void enableUnalignedCheckpoints() {
        enableUnalignedCheckpoints(true);
    }

    /** Whether barriers overtake records; false by default. */
    public boolean isUnalignedCheckpointsEnabled() {
        return configuration.get(CheckpointingOptions.ENABLE_UNALIGNED, false);
    }

    /**
     * Sets after what time of alignment barriers start to overtake records; zero, the default, means at once. Only
     * where unaligned checkpoints are on.
     */
    public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
        millis("aligned-checkpoint-timeout", alignedCheckpointTimeout);
    }

    /** The older name of {@link #setAlignedCheckpointTimeout}. */
    public void setAlignmentTimeout(Duration alignmentTimeout) {
        setAlignedCheckpointTimeout(alignmentTimeout);
    }

    /**
     * Sets where checkpoints are kept: a path with a scheme. By default {@code .heddle/checkpoints} beside the
     * staging directories of YARN, and in a local run a directory that goes with the process.
     */
    public void setCheckpointStorage(String checkpointDirectory) {
        configuration.setString(PREFIX + "dir", checkpointDirectory);
    }

    /** Sets where checkpoints are kept. */
    public void setCheckpointStorage(URI checkpointDirectory) {
        setCheckpointStorage(checkpointDirectory.toString());
    }

    /** Takes no checkpoints. */
    public void disableCheckpointing() {
        configuration.removeKey(PREFIX + "interval");
    }

    /** After what time of alignment barriers start to overtake records; zero means at once. */
    public Duration getAlignedCheckpointTimeout() {
        return Duration.ofMillis(millis("aligned-checkpoint-timeout", 0));
    }

    /**
     * What the program has said of checkpoints of a job that ends without having finished. {@code
     * NO_EXTERNALIZED_CHECKPOINTS} if it has said nothing: the cluster's setting holds then, which is to keep them
     * unless it was changed.
     */
    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return configuration.get(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS);
    }

    /** Whether the program has said that checkpoints are kept when the job ends without having finished. */
    public boolean isExternalizedCheckpointsEnabled() {
        return getExternalizedCheckpointRetention() != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    /** Whether {@link #setForceUnalignedCheckpoints} was called with true. */
    public boolean isForceUnalignedCheckpoints() {
        return configuration.getBoolean(PREFIX + "unaligned.forced", false);
    }

    /** Accepted so that older programs compile; no program forbids unaligned checkpoints. */
    public void setForceUnalignedCheckpoints(boolean forceUnalignedCheckpoints) {
        configuration.setBoolean(PREFIX + "unaligned.forced", forceUnalignedCheckpoints);
    }

    /** Sets where checkpoints are kept. */
    public void setCheckpointStorage(CheckpointStorage storage) {
        storage.settings().forEach(configuration::setString);
    }

    /**
     * Takes over what a configuration says of checkpoints: its keys that begin with {@code execution.checkpointing.}
     */
    public void configure(Configuration settings) {
        settings.toMap().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                configuration.setString(key, value);
            }
        });
    }
}
