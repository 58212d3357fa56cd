package io.heddle.api.environment;

import java.util.Map;

/** State as objects on the heap. */
public final class HashMapStateBackend implements StateBackend {
    /** State on the heap. */
    public HashMapStateBackend() {}

    @Override
    public Map<String, String> settings() {
        return Map.of("state.backend.type", "hashmap");
    }
}
