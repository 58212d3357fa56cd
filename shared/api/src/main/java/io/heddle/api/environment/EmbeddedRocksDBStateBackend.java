package io.heddle.api.environment;

import java.util.Map;
import java.util.TreeMap;

/**
 * State in RocksDB, on the worker's disk, with a cache of objects on the heap in front and native memory of a fixed
 * budget: for state that does not fit on the heap. The database belongs to the task and goes with it; what outlives a
 * failure are the checkpoints.
 */
public class EmbeddedRocksDBStateBackend implements StateBackend {
    private final TreeMap<String, String> settings = new TreeMap<>();

    /**
     * State in RocksDB; whether checkpoints are incremental is left to the cluster's settings, where they are by
     * default.
     */
    public EmbeddedRocksDBStateBackend() {
        settings.put("state.backend.type", "rocksdb");
    }

    /** State in RocksDB, with incremental checkpoints or without. */
    public EmbeddedRocksDBStateBackend(boolean enableIncrementalCheckpointing) {
        this();
        settings.put("execution.checkpointing.incremental", Boolean.toString(enableIncrementalCheckpointing));
    }

    /** Sets the local directories, with commas between; by default inside the container's own. */
    public void setDbStoragePath(String path) {
        settings.put("state.backend.rocksdb.localdir", path);
    }

    /** Sets where checkpoints go. */
    final void checkpointDir(String uri) {
        settings.put("execution.checkpointing.dir", uri);
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }
}
