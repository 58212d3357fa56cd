package io.heddle.engine.channel;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Input;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts records together again from bytes that were cut anywhere; see {@link RecordBytes} for the form. Task thread only. */
final class RecordParser {
    private static final int KEPT_BYTES = 4 * RemoteOutput.BATCH_BYTES;

    private final TypeSerializer<Object> serializer;
    private final BinaryReader reader = new BinaryReader();
    /** Bytes of records from {@code start} to {@code end} that were not read yet. */
    private byte[] bytes = new byte[1024];

    private int start;
    private int end;
    private int lastBatchSize;
    private long lastTimestampMs;

    RecordParser(TypeSerializer<Object> serializer) {
        this.serializer = serializer;
    }

    void append(ByteBuffer more) {
        int length = more.remaining();
        room(length);
        more.get(bytes, end, length);
        end += length;
    }

    void append(byte[] more) {
        append(ByteBuffer.wrap(more));
    }

    private void room(int length) {
        if (start == end) {
            start = 0;
            end = 0;
        }
        if (bytes.length - end < length) {
            int left = end - start;
            byte[] target = bytes.length - left < length ? new byte[Math.max(2 * bytes.length, left + length)] : bytes;
            System.arraycopy(bytes, start, target, 0, left);
            bytes = target;
            start = 0;
            end = left;
        }
    }

    /** All records that are whole; null if there is none. */
    @Nullable
    RecordBatch take() {
        RecordBatch batch = null;
        BinaryReader in = reader.reset(bytes, start, end - start);
        while (in.remaining() >= Integer.BYTES) {
            int before = in.remaining();
            int header = in.readInt();
            int length = header >>> 1;
            if (in.remaining() < length) {
                in.reset(bytes, end - before, before);
                break;
            }
            if (batch == null) {
                batch = new RecordBatch(lastBatchSize);
            }
            long timestampMs = Input.NO_TIMESTAMP;
            if ((header & 1) == 1) {
                lastTimestampMs += in.readVarLong();
                timestampMs = lastTimestampMs;
            }
            batch.add(serializer.read(in), timestampMs);
        }
        start = end - in.remaining();
        if (batch != null) {
            lastBatchSize = batch.size();
        }
        if (start == end && bytes.length > KEPT_BYTES) {
            // One huge record must not keep its room for ever.
            bytes = Arrays.copyOf(bytes, RemoteOutput.BATCH_BYTES);
            start = 0;
            end = 0;
        }
        return batch;
    }
}
