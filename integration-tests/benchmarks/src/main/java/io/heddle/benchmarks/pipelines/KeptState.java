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
import java.util.HashMap;
import java.util.Map;

/**
 * A number per key. Measures what a key takes on the heap once all are there, then how long the task stands still and how long
 * checkpoints take, seen from here.
 */
final class KeptState extends KeyedProcessFunction<Long, Long, Long>
        implements CheckpointedFunction, CheckpointListener {
    private static final double NS_PER_MS = 1e6;
    /** The first checkpoints of the measured time are warm-up. */
    private static final int SKIPPED = 3;

    private final long keys;
    private final boolean weighed;
    private transient ValueState<Long> state;
    private transient Latencies pauses;
    private transient Map<Long, Long> begunNs;
    private transient long emptyBytes;
    private transient long seen;
    private transient long lastNs;
    private transient int completed;
    private transient double longestMs;

    KeptState(long keys, boolean weighed) {
        this.keys = keys;
        this.weighed = weighed;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", Types.LONG));
        pauses = new Latencies("pause");
        begunNs = new HashMap<>();
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
            if (lastNs != 0 && completed >= SKIPPED) {
                pauses.add(nowNs - lastNs);
            }
            lastNs = nowNs;
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        begunNs.put(context.getCheckpointId(), System.nanoTime());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        Long begun = begunNs.remove(checkpointId);
        if (begun != null && seen > keys && ++completed > SKIPPED) {
            longestMs = Math.max(longestMs, (System.nanoTime() - begun) / NS_PER_MS);
        }
    }

    @Override
    public void close() {
        if (pauses != null && pauses.count() > 0) {
            pauses.publish();
            Probe.fact("longest-checkpoint-ms", longestMs);
            Probe.fact("checkpoints", completed);
        }
    }
}
