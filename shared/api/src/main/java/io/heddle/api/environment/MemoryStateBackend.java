package io.heddle.api.environment;

import java.util.Map;

/** The older name of {@link HashMapStateBackend}; where checkpoints go is left to the cluster's settings. */
public final class MemoryStateBackend implements StateBackend {
    /** State on the heap. */
    public MemoryStateBackend() {}

    /** State on the heap; the sizes older versions had a limit for have none. */
    public MemoryStateBackend(int maxStateSize) {
        this();
    }

    /** State on the heap; checkpoints are always written beside the work. */
    public MemoryStateBackend(boolean asynchronousSnapshots) {
        this();
    }

    /** State on the heap, without a limit of its size; checkpoints are always written beside the work. */
    public MemoryStateBackend(int maxStateSize, boolean asynchronousSnapshots) {
        this();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("state.backend.type", "hashmap");
    }
}
