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
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Some hundred bytes per key that no compression makes smaller, replaced by each record. The first records are the keys, one
 * after the other; from then on every key must have a value and it must be its own, also after a restart. The first of its
 * tasks measures checkpoints and counts the files that they create, if asked to.
 */
final class Blobs extends KeyedProcessFunction<Long, Long, Long> implements CheckpointedFunction, CheckpointListener {
    private final long keys;
    private final int bytes;
    private final boolean timed;
    private transient ValueState<byte[]> state;
    private transient CheckpointTimes checkpoints;
    private transient CreatedFiles files;
    private transient boolean measures;
    private transient boolean filled;

    Blobs(long keys, int bytes, boolean timed) {
        this.keys = keys;
        this.bytes = bytes;
        this.timed = timed;
    }

    /** The key of a record: the first ones fill, the others hit any. */
    static long keyOf(long n, long keys) {
        return n < keys ? n : ((n * 0x9E3779B97F4A7C15L) >>> 33) % keys;
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext().getState(new ValueStateDescriptor<>("blob", byte[].class));
        checkpoints = new CheckpointTimes();
        files = new CreatedFiles();
        measures = timed && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }

    @Override
    public void processElement(Long n, Context context, Collector<Long> out) throws Exception {
        long key = context.getCurrentKey();
        filled = n >= keys;
        if (filled) {
            byte[] before = state.value();
            if (before == null || ByteBuffer.wrap(before).getLong() != key) {
                throw new IllegalStateException(
                        "The value of key " + key + (before == null ? " is lost" : " is another's"));
            }
        }
        byte[] value = new byte[bytes];
        new SplittableRandom(n).nextBytes(value);
        ByteBuffer.wrap(value).putLong(key);
        state.update(value);
        out.collect(n);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        if (measures && filled) {
            checkpoints.begun(context.getCheckpointId());
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        if (!measures || !filled) {
            return;
        }
        checkpoints.completed(checkpointId);
        files.look(checkpoints.count());
    }

    @Override
    public void close() {
        if (measures && checkpoints.count() > 0) {
            checkpoints.publish();
            files.publish(checkpoints.count());
        }
    }
}
