package io.heddle.client.local;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.coordinator.port.Answer;
import io.heddle.coordinator.port.Event;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.JobId;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Records of a collecting sink, fetched from the master as they come. Used by one thread. */
final class CollectedResults<T> implements CloseableIterator<T> {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LocalCluster cluster;
    private final JobId job;
    private final String resultId;
    private final TypeSerializer<T> serializer;
    private final Handle handle;
    private final ArrayDeque<T> fetched = new ArrayDeque<>();
    private long offset;
    private boolean complete;
    private boolean closed;

    /** The job whose results these are. */
    interface Handle {
        CompletableFuture<Void> cancel();

        /** Throws why the job failed, if it did, once it has ended. */
        void awaitEnd();

        /** Nothing more will be fetched. */
        void letGo();
    }

    CollectedResults(LocalCluster cluster, JobId job, String resultId, TypeSerializer<T> serializer, Handle handle) {
        this.cluster = cluster;
        this.job = job;
        this.resultId = resultId;
        this.serializer = serializer;
        this.handle = handle;
    }

    @Override
    public boolean hasNext() {
        while (fetched.isEmpty() && !complete) {
            if (!fetch()) {
                LockSupport.parkNanos(this, PAUSE_NS);
            }
        }
        if (fetched.isEmpty() && !closed) {
            // Too few records must not look like all of them.
            handle.awaitEnd();
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
        Answer answer;
        try {
            answer = cluster.master()
                    .ask(request -> new Event.FetchCollected(request, job, resultId, offset))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while results were fetched.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Results could not be fetched.", e);
        }
        if (!(answer instanceof Answer.CollectedPage page)) {
            throw new HeddleException(
                    FaultCategory.ENGINE, "The results of the job cannot be fetched.", answer.toString(), "");
        }
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
                handle.cancel().join();
            }
        } finally {
            handle.letGo();
        }
    }
}
