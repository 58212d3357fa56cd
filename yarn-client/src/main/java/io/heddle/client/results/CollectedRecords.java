package io.heddle.client.results;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.coordinator.port.Answer;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Records of a collecting sink, fetched from the master as they come. Used by one thread. */
public final class CollectedRecords<T> implements CloseableIterator<T> {
    /** The job whose records these are. */
    public interface Origin {
        /** The page that begins at that record; waits for the answer. */
        Answer.CollectedPage page(long offset);

        /** Ends the job, for a reader that wants no more; one that has come to its end meanwhile is left alone. */
        void cancel();

        /** Waits for the job's end, and throws why it failed, if it did. */
        void awaitEnd();

        /** Nothing more will be fetched. */
        void letGo();
    }

    private static final long LEAST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MOST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(320);

    private final TypeSerializer<T> serializer;
    private final Origin origin;
    private final ArrayDeque<T> fetched = new ArrayDeque<>();
    private long pauseNs = LEAST_PAUSE_NS;
    private long offset;
    private boolean complete;
    private boolean closed;

    /** Begins with the first record. */
    public CollectedRecords(TypeSerializer<T> serializer, Origin origin) {
        this.serializer = serializer;
        this.origin = origin;
    }

    @Override
    public boolean hasNext() {
        while (fetched.isEmpty() && !complete) {
            if (fetch()) {
                pauseNs = LEAST_PAUSE_NS;
            } else if (!complete) {
                LockSupport.parkNanos(this, pauseNs);
                pauseNs = Math.min(MOST_PAUSE_NS, pauseNs * 2);
            }
        }
        if (fetched.isEmpty() && !closed) {
            // Too few records must not look like all of them.
            origin.awaitEnd();
            close();
        }
        return !fetched.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The job has ended and all its results have been taken.");
        }
        return fetched.remove();
    }

    private boolean fetch() {
        Answer.CollectedPage page = origin.page(offset);
        offset = page.offset();
        for (Answer.Chunk chunk : page.chunks()) {
            BinaryReader in = new BinaryReader(chunk.records());
            for (int i = 0; i < chunk.count(); i++) {
                fetched.add(serializer.read(in));
            }
            offset += chunk.count();
        }
        complete = page.complete();
        return !page.chunks().isEmpty();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!complete) {
                origin.cancel();
            }
        } finally {
            origin.letGo();
        }
    }
}
