package io.heddle.engine.state.heap;

import io.heddle.api.state.FunctionSnapshotContext;

record SnapshotContext(long checkpointId, long startedMs) implements FunctionSnapshotContext {

    @Override
    public long getCheckpointId() {
        return checkpointId;
    }

    @Override
    public long getCheckpointTimestamp() {
        return startedMs;
    }
}
