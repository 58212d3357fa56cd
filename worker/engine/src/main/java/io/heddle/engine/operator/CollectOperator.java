package io.heddle.engine.operator;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands records back to the client, in batches; holds the input back while too much has not been taken. What was not taken is part
 * of checkpoints and is sent again after a restart, so that nothing is lost; the client may see records twice then. The worker keeps
 * what was handed over until the client has it, so neither a change of masters nor the end of the task matters here.
 */
public final class CollectOperator extends OneInputOperator {
    private static final int BATCH_BYTES = 64 * 1024;
    private static final long MOST_UNTAKEN_BYTES = 16L << 20;
    private static final long DELAY_MS = 50;
    private static final String STATE = "untaken-results";

    private final String resultId;
    private final TypeSerializer<Object> serializer;
    private final BinaryWriter batch = new BinaryWriter(1024);
    private final ArrayDeque<Chunk> untaken = new ArrayDeque<>();
    private long untakenBytes;
    private long offset;
    private int count;
    private boolean held;
    private boolean timerSet;
    private boolean open;
    private boolean ended;

    /** What was sent together. */
    private record Chunk(long offset, int count, byte[] records) {
        long endOffset() {
            return offset + count;
        }
    }

    @SuppressWarnings("unchecked")
    CollectOperator(OperatorSpec.CollectSink<?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs);
        this.resultId = spec.resultId();
        this.serializer = (TypeSerializer<Object>) context.serializers().of(spec.type());
    }

    /** The id of the result. */
    public String resultId() {
        return resultId;
    }

    private ListState<Tuple3<Long, Integer, byte[]>> state() throws Exception {
        return context()
                .operatorState()
                .getListState(new ListStateDescriptor<>(
                        STATE, Types.TUPLE(Types.LONG, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE))));
    }

    @Override
    public void open() throws Exception {
        handOverRestored();
        open = true;
        balance();
    }

    private void handOverRestored() throws Exception {
        for (Tuple3<Long, Integer, byte[]> each : state().get()) {
            Chunk chunk = new Chunk(each.f0, each.f1, each.f2);
            context().task().results().collected(resultId, chunk.offset(), chunk.count(), chunk.records(), false);
            untaken.add(chunk);
            untakenBytes += chunk.records().length;
            offset = chunk.endOffset();
        }
    }

    /** Nothing follows what was left then. */
    @Override
    public void openFinished() throws Exception {
        handOverRestored();
        send(true);
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        send(false);
        List<Tuple3<Long, Integer, byte[]>> chunks = new ArrayList<>();
        for (Chunk each : untaken) {
            chunks.add(Tuple3.of(each.offset(), each.count(), each.records()));
        }
        state().update(chunks);
        context().snapshotState(checkpoint);
    }

    @Override
    public void close() {
        context().closeState();
    }

    @Override
    public void record(Object value, long timestampMs) {
        serializer.write(value, batch);
        count++;
        if (batch.position() >= BATCH_BYTES) {
            send(false);
        } else if (!timerSet) {
            timerSet = true;
            context().task().timers().at(context().processingTimeMs() + DELAY_MS, due -> {
                timerSet = false;
                send(false);
            });
        }
    }

    private void send(boolean last) {
        if (count == 0 && !last) {
            return;
        }
        Chunk chunk = new Chunk(offset, count, batch.toBytes());
        context().task().results().collected(resultId, offset, count, chunk.records(), last);
        offset += count;
        untaken.add(chunk);
        untakenBytes += chunk.records().length;
        count = 0;
        batch.clear();
        balance();
    }

    /** The client has taken the results up to {@code taken} (exclusive). */
    public void taken(long taken) {
        for (Chunk first = untaken.peek(); first != null && first.endOffset() <= taken; first = untaken.peek()) {
            untaken.remove();
            untakenBytes -= first.records().length;
        }
        balance();
    }

    private void balance() {
        boolean full = untakenBytes > MOST_UNTAKEN_BYTES;
        if (full && !held) {
            held = true;
            context().task().loop().hold();
        } else if (!full && held) {
            held = false;
            context().task().loop().release();
        }
    }

    @Override
    public void ended() {
        if (open && !ended) {
            ended = true;
            send(true);
        }
    }
}
