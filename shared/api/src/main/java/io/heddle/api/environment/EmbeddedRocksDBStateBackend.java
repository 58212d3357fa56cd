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
    private static final String PREDEFINED = "state.backend.rocksdb.predefined-options";
    private static final String LOCAL_DIRECTORIES = "state.backend.rocksdb.localdir";
    private static final String INCREMENTAL = "execution.checkpointing.incremental";

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
        settings.put(INCREMENTAL, Boolean.toString(enableIncrementalCheckpointing));
    }

    /** Sets the local directories, with commas between; by default inside the container's own. */
    public void setDbStoragePath(String path) {
        settings.put(LOCAL_DIRECTORIES, path);
    }

    /** Sets the local directories; by default inside the container's own. */
    public void setDbStoragePaths(String... paths) {
        setDbStoragePath(String.join(",", paths));
    }

    /** Sets options prepared for a kind of disk; by default the cluster's settings say them. */
    public void setPredefinedOptions(PredefinedOptions options) {
        settings.put(PREDEFINED, options.name());
    }

    /** The prepared options that the program has chosen, if it has; otherwise the default ones. */
    public PredefinedOptions getPredefinedOptions() {
        return PredefinedOptions.valueOf(settings.getOrDefault(PREDEFINED, PredefinedOptions.DEFAULT.name()));
    }

    /** Whether checkpoints are incremental, if the program says so; otherwise they are by default. */
    public boolean isIncrementalCheckpointsEnabled() {
        return Boolean.parseBoolean(settings.getOrDefault(INCREMENTAL, "true"));
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
