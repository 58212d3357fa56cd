package io.heddle.coordinator.checkpoint;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.StateSettings;
import io.heddle.core.config.StateSettings.Retention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about a job's checkpoints.
 *
 * @param intervalMs period, 0 for none
 * @param minPauseMs least time between the end of one and the start of the next
 * @param tolerable failures in a row that the job survives; empty if nobody has said: then trouble of storage never ends
 *     the job, and any other failure does
 * @param directory parent of the job's checkpoints, without a slash at its end; empty if there is none
 * @param savepointDirectory parent of savepoints; empty if there is none
 */
public record CheckpointSettings(
        long intervalMs,
        long minPauseMs,
        long timeoutMs,
        int maxConcurrent,
        Optional<Integer> tolerable,
        int retained,
        Retention retention,
        String directory,
        String savepointDirectory,
        boolean afterFinish,
        int history) {

    /** Reads the values; a ConfigurationException if they do not fit together. */
    public static CheckpointSettings of(Configuration values) {
        CheckpointSettings settings = read(values);
        if (settings.periodic() && settings.directory().isEmpty()) {
            throw new ConfigurationException("The job makes checkpoints and nobody has said where they go: set "
                    + StateSettings.CHECKPOINT_DIRECTORY.key() + ".");
        }
        return settings;
    }

    private static CheckpointSettings read(Configuration values) {
        return new CheckpointSettings(
                values.get(StateSettings.CHECKPOINT_INTERVAL).toMillis(),
                values.get(StateSettings.MIN_PAUSE).toMillis(),
                values.get(StateSettings.CHECKPOINT_TIMEOUT).toMillis(),
                Math.max(1, values.get(StateSettings.MAX_CONCURRENT_CHECKPOINTS)),
                values.explicit(StateSettings.TOLERABLE_FAILED_CHECKPOINTS),
                Math.max(1, values.get(StateSettings.NUM_RETAINED)),
                values.get(StateSettings.RETENTION),
                Paths.withoutSlash(
                        values.find(StateSettings.CHECKPOINT_DIRECTORY).orElse("")),
                Paths.withoutSlash(
                        values.find(StateSettings.SAVEPOINT_DIRECTORY).orElse("")),
                values.get(StateSettings.CHECKPOINT_AFTER_FINISH),
                values.get(StateSettings.CHECKPOINT_HISTORY));
    }

    /** Why no snapshot of that kind is taken below {@code parent} for a job with its checkpoints in {@code home}; null if it is. */
    @Nullable
    String objection(CheckpointKind kind, String parent, String home) {
        if (!kind.isSavepoint()) {
            return directory.isEmpty() ? "No directory for checkpoints: set execution.checkpointing.dir." : null;
        }
        if (parent.isEmpty()) {
            return "No directory for the savepoint: give one, or set execution.checkpointing.savepoint-dir.";
        }
        return !home.isEmpty() && (parent + "/").startsWith(home + "/")
                ? parent + " is the job's own: all there may be deleted when the job ends. Give another directory."
                : null;
    }

    boolean periodic() {
        return intervalMs > 0;
    }
}
