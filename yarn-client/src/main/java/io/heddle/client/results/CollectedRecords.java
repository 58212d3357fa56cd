package io.heddle.client.results;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.coordinator.port.Answer;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Records of a collecting sink, fetched from the master as they come, each once from one execution of it; whichever master answers is
 * told where this reader stands. When the sink's task was started again, what the client has may come again. Used by one thread.
 */
public final class CollectedRecords<T> implements CloseableIterator<T> {
    /** The job whose records these are. */
    public interface Origin {
        /**
         * The page that follows what the reader has; waits for the answer.
         *
         * @param attempt execution attempt as which {@code offset} counts; negative before the first page
         * @param offset number of records that the reader has
         */
        Answer.CollectedPage page(int attempt, long offset);

        /** Ends the job, for a reader that wants no more; one that has come to its end meanwhile is left alone. */
        void cancel();

        /** Waits for the job's end, and throws why it failed, if it did. */
        void awaitEnd();

        /** Nothing more will be fetched. */
        void letGo();
    }

    private static final Logger LOG = LogManager.getLogger(CollectedRecords.class);
    private static final long LEAST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long MOST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(320);

    private final TypeSerializer<T> serializer;
    private final Origin origin;
    private final ArrayDeque<T> fetched = new ArrayDeque<>();
    private long pauseNs = LEAST_PAUSE_NS;
    private int attempt = -1;
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

    /** Whether something has come. */
    private boolean fetch() {
        Answer.CollectedPage page = origin.page(attempt, offset);
        if (page.attempt() < attempt) {
            // An earlier execution's, from a master that has not heard of the later one.
            return false;
        }
        if (page.attempt() > attempt) {
            attempt = page.attempt();
            offset = page.offset();
        } else if (page.offset() > offset) {
            throw new HeddleException(
                    FaultCategory.ENGINE,
                    "Results of the job are missing: those from record " + offset + " to " + page.offset() + ".",
                    "The master has answered with what comes after them.",
                    "Please report it with the logs of the application.");
        }
        boolean any = take(page);
        complete = page.complete();
        if (complete && any) {
            tellTaken();
        }
        return any;
    }

    private boolean take(Answer.CollectedPage page) {
        long at = page.offset();
        long before = offset;
        for (Answer.Chunk chunk : page.chunks()) {
            BinaryReader in = new BinaryReader(chunk.records());
            for (int i = 0; i < chunk.count(); i++) {
                T record = serializer.read(in);
                if (at++ >= offset) {
                    fetched.add(record);
                    offset = at;
                }
            }
        }
        return offset > before;
    }

    /** The job does not end before this is known, or some time has passed: its application need not wait for nothing. */
    private void tellTaken() {
        try {
            origin.page(attempt, offset);
        } catch (RuntimeException gone) {
            LOG.debug("That all results have come was not heard", gone);
        }
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
