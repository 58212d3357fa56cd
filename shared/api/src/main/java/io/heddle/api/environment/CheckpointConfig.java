package io.heddle.api.environment;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/** When and how checkpoints are taken; a typed view of the settings of the program. */
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
        /** Kept. */
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

    /** Milliseconds between the starts of checkpoints; -1 if none are taken. */
    public long getCheckpointInterval() {
        return millis("interval", -1);
    }

    /** Sets the milliseconds between the starts of checkpoints; at least 10. */
    public void setCheckpointInterval(long checkpointInterval) {
        if (checkpointInterval < 10) {
            throw new IllegalArgumentException(
                    "The checkpoint interval must be at least 10 ms, but is " + checkpointInterval + " ms.");
        }
        millis("interval", Duration.ofMillis(checkpointInterval));
    }

    /** What checkpoints guarantee. */
    public CheckpointingMode getCheckpointingMode() {
        return CheckpointingMode.valueOf(configuration.getString(PREFIX + "mode", DEFAULT_MODE.name()));
    }

    /** What checkpoints guarantee. */
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

    /** Sets the milliseconds after which a checkpoint is given up. */
    public void setCheckpointTimeout(long checkpointTimeout) {
        millis("timeout", Duration.ofMillis(checkpointTimeout));
    }

    /** Milliseconds that must pass between the end of a checkpoint and the start of the next. */
    public long getMinPauseBetweenCheckpoints() {
        return millis("min-pause", 0);
    }

    /** Sets the milliseconds between the end of a checkpoint and the start of the next. */
    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        millis("min-pause", Duration.ofMillis(minPauseBetweenCheckpoints));
    }

    /** How many checkpoints may be under way at once; 1 by default. */
    public int getMaxConcurrentCheckpoints() {
        return configuration.getInteger(PREFIX + "max-concurrent-checkpoints", 1);
    }

    /** Sets how many checkpoints may be under way at once. */
    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        configuration.setInteger(PREFIX + "max-concurrent-checkpoints", maxConcurrentCheckpoints);
    }

    /** How many checkpoints in a row may fail before the job fails; 0 by default. */
    public int getTolerableCheckpointFailureNumber() {
        return configuration.getInteger(PREFIX + "tolerable-failed-checkpoints", 0);
    }

    /** Sets how many checkpoints in a row may fail before the job fails. */
    public void setTolerableCheckpointFailureNumber(int number) {
        configuration.setInteger(PREFIX + "tolerable-failed-checkpoints", number);
    }

    /** The older form: false tolerates every failure. */
    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        setTolerableCheckpointFailureNumber(failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE);
    }

    /** Sets what becomes of checkpoints when the job ends without having finished. */
    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
        configuration.setString(PREFIX + "externalized-checkpoint-retention", retention.name());
    }

    /** Sets what becomes of checkpoints when the job ends without having finished. */
    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanup) {
        configuration.setString(PREFIX + "externalized-checkpoint-retention", cleanup.name());
    }

    /** Sets what becomes of checkpoints when the job ends without having finished. */
    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanup) {
        setExternalizedCheckpointCleanup(cleanup);
    }

    /** Lets barriers overtake records. */
    public void enableUnalignedCheckpoints(boolean enabled) {
        configuration.setBoolean(PREFIX + "unaligned.enabled", enabled);
    }

    /** Lets barriers overtake records. */
    public void enableUnalignedCheckpoints() {
        enableUnalignedCheckpoints(true);
    }

    /** Whether barriers overtake records. */
    public boolean isUnalignedCheckpointsEnabled() {
        return configuration.getBoolean(PREFIX + "unaligned.enabled", false);
    }

    /** Sets after what time of alignment barriers start to overtake records; zero means at once. */
    public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
        millis("aligned-checkpoint-timeout", alignedCheckpointTimeout);
    }

    /** The older name of {@link #setAlignedCheckpointTimeout}. */
    public void setAlignmentTimeout(Duration alignmentTimeout) {
        setAlignedCheckpointTimeout(alignmentTimeout);
    }

    /** Sets where checkpoints are kept: a path with a scheme. */
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

    /** What becomes of checkpoints when the job ends without having finished; the default keeps none. */
    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return ExternalizedCheckpointRetention.valueOf(configuration.getString(
                PREFIX + "externalized-checkpoint-retention",
                ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS.name()));
    }

    /** Whether checkpoints are kept when the job ends without having finished. */
    public boolean isExternalizedCheckpointsEnabled() {
        return getExternalizedCheckpointRetention() != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    /** Whether barriers overtake records even where the program says that they must not. */
    public boolean isForceUnalignedCheckpoints() {
        return configuration.getBoolean(PREFIX + "unaligned.forced", false);
    }

    /** Lets barriers overtake records even where the program says that they must not. */
    public void setForceUnalignedCheckpoints(boolean forceUnalignedCheckpoints) {
        configuration.setBoolean(PREFIX + "unaligned.forced", forceUnalignedCheckpoints);
    }

    /** Sets where checkpoints are kept. */
    public void setCheckpointStorage(CheckpointStorage storage) {
        storage.settings().forEach(configuration::setString);
    }

    /** Takes over what a configuration says of checkpoints. */
    public void configure(Configuration settings) {
        settings.toMap().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                configuration.setString(key, value);
            }
        });
    }
}
