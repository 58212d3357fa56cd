package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.state.CheckpointedFunction;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.FunctionSnapshotContext;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.Latencies;
import io.heddle.benchmarks.Probe;
import io.heddle.benchmarks.Usage;

/**
 * A number per key. Measures what a key takes on the heap once all are there, then how long the task stands still and how long
 * checkpoints take, seen from here.
 */
final class KeptState extends KeyedProcessFunction<Long, Long, Long>
        implements CheckpointedFunction, CheckpointListener {
    private final long keys;
    private final boolean weighed;
    private transient ValueState<Long> state;
    private transient Latencies pauses;
    private transient CheckpointTimes checkpoints;
    private transient long emptyBytes;
    private transient long seen;
    private transient long lastNs;

    KeptState(long keys, boolean weighed) {
        this.keys = keys;
        this.weighed = weighed;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", Types.LONG));
        pauses = new Latencies("pause");
        checkpoints = new CheckpointTimes();
        emptyBytes = weighed ? Usage.heapBytes() : 0;
    }

    @Override
    public void processElement(Long value, Context ctx, Collector<Long> out) throws Exception {
        Long before = state.value();
        state.update((before == null ? 1_000_000L : before) + value);
        seen++;
        if (weighed && seen == keys) {
            Probe.fact("bytes-per-key", (Usage.heapBytes() - emptyBytes) / (double) keys);
        }
        if (seen > keys && !weighed) {
            long nowNs = System.nanoTime();
            if (lastNs != 0 && checkpoints.isWarm()) {
                pauses.add(nowNs - lastNs);
            }
            lastNs = nowNs;
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (seen > keys) {
            checkpoints.begun(context.getCheckpointId());
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        checkpoints.completed(checkpointId);
    }

    @Override
    public void close() {
        if (pauses != null && pauses.count() > 0) {
            pauses.publish();
            checkpoints.publish();
        }
    }
}
