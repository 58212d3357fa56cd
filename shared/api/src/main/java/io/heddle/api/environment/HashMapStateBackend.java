package io.heddle.api.environment;

import java.util.Map;

/**
 * State as objects on the heap of the worker: the fastest, as long as it fits; the default. Checkpoints hold all of
 * it, with increments what has changed.
 */
public final class HashMapStateBackend implements StateBackend {
    /** State on the heap. */
    public HashMapStateBackend() {}

    @Override
    public Map<String, String> settings() {
        return Map.of("state.backend.type", "hashmap");
    }
}
