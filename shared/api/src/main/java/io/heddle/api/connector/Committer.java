package io.heddle.api.connector;

import java.io.IOException;
import java.util.Collection;

/**
 * Commits prepared output, on the task's thread, when the checkpoint is complete (in batch mode when the instance has
 * ended). Must be idempotent: after a failure the same committable comes again.
 */
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

        /** How often it was tried before, since the last restart. */
        int getNumberOfRetries();

        /** It can never be committed, for a known reason: logged and given up, so its output is lost. */
        void signalFailedWithKnownReason(Throwable t);

        /** It failed for an unknown reason: the task fails, and the next attempt commits again. */
        void signalFailedWithUnknownReason(Throwable t);

        /** Try again, a second later and after a restart; a bounded job ends when all is committed. */
        void retryLater();

        /** Try again a second later, with this. */
        void updateAndRetryLater(CommT committable);

        /** It had been committed before. */
        void signalAlreadyCommitted();
    }
}
