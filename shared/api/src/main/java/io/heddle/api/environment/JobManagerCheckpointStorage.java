package io.heddle.api.environment;

import java.util.Map;

/**
 * Names no directory of the program's own: checkpoints go to the cluster's default one, where they outlive the master, which a
 * store inside the master would not.
 */
public final class JobManagerCheckpointStorage implements CheckpointStorage {
    /** The cluster's default. */
    public JobManagerCheckpointStorage() {}

    /** The cluster's default; there is no limit on a state's size. */
    public JobManagerCheckpointStorage(int maxStateSize) {
        if (maxStateSize < 1) {
            throw new IllegalArgumentException("The largest size must be positive, but is " + maxStateSize + ".");
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }
}
