package io.heddle.engine.channel;

import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.stored.StoredResult;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The producing end of a blocking edge for one consumer: records go into a file, and are read when the producer has finished.
 * A finished input needs no event time on the way, so only the end of time is stored.
 */
public final class StoredOutput extends OutputChannel {
    private static final int PIECE_BYTES = 64 * 1024;

    private final StoredResult result;
    private final int consumer;
    private final RecordBytes encoder;
    private int records;

    /** The way to the consumer at that index of the edge. */
    public StoredOutput(Outflow outflow, TypeSerializer<Object> serializer, StoredResult result, int consumer) {
        super(outflow, -1);
        this.result = result;
        this.consumer = consumer;
        this.encoder = new RecordBytes(serializer, 512);
    }

    @Override
    void record(Object value, long timestampMs) {
        encoder.write(value, timestampMs);
        records++;
        if (encoder.bytes().position() >= PIECE_BYTES) {
            flush();
        }
    }

    @Override
    void event(StreamEvent event) {
        boolean endOfTime =
                event instanceof StreamEvent.WatermarkReached watermark && watermark.timestampMs() == Long.MAX_VALUE;
        if (endOfTime || event instanceof StreamEvent.EndOfData) {
            flush();
            byte[] bytes = EventCodec.encode(event);
            store(StoredResult.Kind.EVENT, bytes, bytes.length);
        } else if (event instanceof StreamEvent.EndOfPartition) {
            flush();
            guarded(() -> result.end(consumer));
        }
    }

    @Override
    void flush() {
        int length = encoder.bytes().position();
        if (length > 0) {
            store(StoredResult.Kind.RECORDS, encoder.bytes().array(), length);
            outflow().sent(records, length);
            encoder.bytes().clear();
            records = 0;
        }
    }

    private void store(StoredResult.Kind kind, byte[] bytes, int length) {
        guarded(() -> result.add(consumer, kind, bytes, length));
    }

    /** Something that is done to the file. */
    @FunctionalInterface
    private interface FileAction {
        void run() throws IOException;
    }

    private static void guarded(FileAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException("A result cannot be stored on the local disk: " + e.getMessage(), e);
        }
    }

    @Override
    boolean isDirty() {
        return false;
    }

    @Override
    boolean isReceiverIdle() {
        return false;
    }

    @Override
    boolean awaitReceiverIdle() {
        return true;
    }

    @Override
    boolean catchUp() {
        return true;
    }

    @Override
    public void close() {
        guarded(result::abandon);
    }
}
