package io.heddle.api.environment;

import java.util.Map;
import java.util.TreeMap;

/**
 * State in RocksDB, on the worker's disk, with a cache of objects on the heap in front and native memory of a fixed
 * budget: for state that does not fit on the heap. The database belongs to the task and goes with it; what outlives a
 * failure are the checkpoints.
 */
public class EmbeddedRocksDBStateBackend implements StateBackend {
    private static final String TIMERS = "state.backend.rocksdb.timer-service.factory";

    private final TreeMap<String, String> settings = new TreeMap<>();

    /** Where timers live. */
    public enum PriorityQueueStateType {
        /** On the heap; all of them are written with every checkpoint. */
        HEAP,
        /** In the database, with those that come next on the heap. */
        ROCKSDB
    }

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

    /** Sets where timers live; by default the cluster's settings say it, and they say in the database by default. */
    public void setPriorityQueueStateType(PriorityQueueStateType type) {
        settings.put(TIMERS, type.name());
    }

    /** Where timers live, if the program says so; otherwise in the database. */
    public PriorityQueueStateType getPriorityQueueStateType() {
        return PriorityQueueStateType.valueOf(settings.getOrDefault(TIMERS, PriorityQueueStateType.ROCKSDB.name()));
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
