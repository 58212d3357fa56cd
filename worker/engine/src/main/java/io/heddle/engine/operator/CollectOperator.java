package io.heddle.engine.operator;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;

/** Hands records back to the client, in batches; holds the input back while too much has not been taken. */
public final class CollectOperator extends OneInputOperator {
    private static final int BATCH_BYTES = 64 * 1024;
    private static final long MOST_UNTAKEN_BYTES = 16L << 20;
    private static final long DELAY_MS = 50;

    private final String resultId;
    private final TypeSerializer<Object> serializer;
    private final BinaryWriter batch = new BinaryWriter(1024);
    private final java.util.ArrayDeque<long[]> untaken = new java.util.ArrayDeque<>();
    private long untakenBytes;
    private long offset;
    private int count;
    private boolean held;
    private boolean timerSet;

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
        context().task().results().collected(resultId, offset, count, batch.toBytes(), last);
        offset += count;
        untaken.add(new long[] {offset, batch.position()});
        untakenBytes += batch.position();
        count = 0;
        batch.clear();
        balance();
    }

    /** The client has taken the results up to {@code taken} (exclusive). */
    public void taken(long taken) {
        for (long[] first = untaken.peek(); first != null && first[0] <= taken; first = untaken.peek()) {
            untaken.remove();
            untakenBytes -= first[1];
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
    public void finish() {
        send(true);
    }
}
