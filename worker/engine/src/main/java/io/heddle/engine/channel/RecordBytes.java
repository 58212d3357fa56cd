package io.heddle.engine.channel;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Input;

/**
 * Records as bytes, one after the other; {@link RecordParser} reads them again. Task thread only.
 *
 * <p>A record: four bytes of length, doubled, plus one if it has a timestamp; the timestamp, if any, as the difference to the
 * last one; its serialised form.
 */
final class RecordBytes {
    private final TypeSerializer<Object> serializer;
    private final BinaryWriter bytes;
    private long lastTimestampMs;

    RecordBytes(TypeSerializer<Object> serializer, int firstCapacity) {
        this.serializer = serializer;
        this.bytes = new BinaryWriter(firstCapacity);
    }

    /** What was written and not cleared. */
    BinaryWriter bytes() {
        return bytes;
    }

    void write(Object value, long timestampMs) {
        BinaryWriter out = bytes;
        int start = out.position();
        out.writeInt(0);
        int stamped = 0;
        if (timestampMs != Input.NO_TIMESTAMP) {
            stamped = 1;
            out.writeVarLong(timestampMs - lastTimestampMs);
            lastTimestampMs = timestampMs;
        }
        serializer.write(value, out);
        out.setInt(start, (out.position() - start - Integer.BYTES) << 1 | stamped);
    }
}
