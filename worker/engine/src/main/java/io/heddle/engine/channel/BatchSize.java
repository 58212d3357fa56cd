package io.heddle.engine.channel;

import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * How many records a batch of an edge may hold: a thousand, fewer if they are large. Large is found by writing one record
 * in a thousand to nowhere. Task thread only.
 */
public final class BatchSize {
    static final int MOST_RECORDS = 1024;
    private static final int BYTES_PER_BATCH = 128 * 1024;
    private static final int SAMPLE_EVERY_BATCHES = 4;

    private final @Nullable TypeSerializer<Object> serializer;
    private @Nullable BinaryWriter scratch;
    private int batches;
    private int records;

    /** Sizes batches of that type; null if nothing is known about the type, then batches are short. */
    public BatchSize(@Nullable TypeSerializer<Object> serializer) {
        this.serializer = serializer;
        this.records = serializer == null ? 64 : MOST_RECORDS;
    }

    int records() {
        return records;
    }

    /** Looks at a record that is about to leave, once in a while. */
    void sample(Object value) {
        TypeSerializer<Object> writer = serializer;
        if (writer == null || batches++ % SAMPLE_EVERY_BATCHES != 0) {
            return;
        }
        int bytes = writer.fixedLength();
        if (bytes < 0) {
            BinaryWriter out = scratch == null ? new BinaryWriter(256) : scratch;
            out.clear();
            writer.write(value, out);
            bytes = out.position();
            // A huge record must not leave a huge scratch behind.
            scratch = bytes > BYTES_PER_BATCH ? null : out;
        }
        int wanted = Math.max(1, Math.min(MOST_RECORDS, BYTES_PER_BATCH / Math.max(1, bytes)));
        // Shrinks at once, grows slowly: one small record among large ones must not open the bound.
        records = wanted < records ? wanted : Math.min(wanted, records * 2);
    }
}
