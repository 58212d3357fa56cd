package io.heddle.engine.channel;

import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.stored.StoredResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads what a finished producer of this worker has stored. */
public final class StoredInput implements InputChannel {
    private final StoredResult.Reader reader;
    private final RecordParser parser;
    private boolean ended;

    /** Begins to read. */
    public StoredInput(TypeSerializer<Object> serializer, StoredResult.Reader reader) {
        this.parser = new RecordParser(serializer);
        this.reader = reader;
    }

    @Override
    public @Nullable Element poll() {
        try {
            while (!ended) {
                StoredResult.Content content = reader.next();
                if (content == null) {
                    ended = true;
                    return new StreamEvent.EndOfPartition();
                }
                if (content.kind() == StoredResult.Kind.EVENT) {
                    return EventCodec.decode(content.bytes());
                }
                parser.append(content.bytes());
                RecordBatch batch = parser.take();
                if (batch != null) {
                    return batch;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("A stored result cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isReadable() {
        return !ended;
    }

    @Override
    public void sendBackward(byte[] payload) {
        throw new IllegalStateException("The producer of a stored result has ended and takes no messages.");
    }

    @Override
    public void close() {
        ended = true;
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
