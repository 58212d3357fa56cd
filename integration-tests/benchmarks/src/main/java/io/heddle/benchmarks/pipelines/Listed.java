package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import java.util.Collections;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Passes on what comes. Every task has a list of one array of bytes, not keyed, which each checkpoint writes. */
final class Listed extends RichMapFunction<Long, Long> implements CheckpointedFunction {
    private final int bytes;
    private transient @Nullable ListState<byte[]> state;

    Listed(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public Long map(Long n) {
        return n;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("listed", byte[].class));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        byte[] list = new byte[bytes];
        new SplittableRandom(context.getCheckpointId()).nextBytes(list);
        Objects.requireNonNull(state).update(Collections.singletonList(list));
    }
}
