package io.heddle.api.environment;

import java.util.Map;

/** The older form of {@link HashMapStateBackend}, which also says where checkpoints go. */
public final class FsStateBackend implements StateBackend {
    private final String checkpointDataUri;

    /** State on the heap, checkpoints at a path with a scheme. */
    public FsStateBackend(String checkpointDataUri) {
        this.checkpointDataUri = checkpointDataUri;
    }

    /** State on the heap; snapshots are always asynchronous. */
    public FsStateBackend(String checkpointDataUri, boolean asynchronousSnapshots) {
        this(checkpointDataUri);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("state.backend.type", "hashmap", "execution.checkpointing.dir", checkpointDataUri);
    }
}
