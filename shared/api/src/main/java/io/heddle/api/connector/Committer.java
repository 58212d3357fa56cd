package io.heddle.api.connector;

import java.io.IOException;
import java.util.Collection;

/** Commits prepared output. Must be idempotent: after a failure the same committable comes again. */
@SuppressWarnings("try")
public interface Committer<CommT> extends AutoCloseable {
    /**
     * Commits; what is not marked otherwise counts as done.
     *
     * @throws IOException fails the task
     */
    void commit(Collection<CommitRequest<CommT>> committables) throws IOException, InterruptedException;

    /** One thing to commit. */
    interface CommitRequest<CommT> {
        /** What to commit. */
        CommT getCommittable();

        /** How often it was tried before. */
        int getNumberOfRetries();

        /** It can never be committed, for a known reason: logged and given up. */
        void signalFailedWithKnownReason(Throwable t);

        /** It failed for an unknown reason: the job fails. */
        void signalFailedWithUnknownReason(Throwable t);

        /** Try again later. */
        void retryLater();

        /** Try again later, with this. */
        void updateAndRetryLater(CommT committable);

        /** It had been committed before. */
        void signalAlreadyCommitted();
    }
}
