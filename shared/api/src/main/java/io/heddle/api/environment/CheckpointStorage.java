package io.heddle.api.environment;

import java.util.Map;

/** Where checkpoints are kept, for {@link CheckpointConfig#setCheckpointStorage(CheckpointStorage)}. */
public interface CheckpointStorage {
    /** The settings that say so, by key. */
    Map<String, String> settings();
}
