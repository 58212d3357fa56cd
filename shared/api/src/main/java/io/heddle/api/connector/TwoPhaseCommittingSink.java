package io.heddle.api.connector;

import java.io.IOException;

/** A sink with two-phase commit, in one interface. */
public interface TwoPhaseCommittingSink<InputT, CommittableT> extends Sink<InputT>, SupportsCommitter<CommittableT> {
    @Override
    CommittingSinkWriter<InputT, CommittableT> createWriter(WriterInitContext context) throws IOException;

    /**
     * Commits what the writers prepared; the form without a context.
     *
     * @throws IOException fails the task
     */
    default Committer<CommittableT> createCommitter() throws IOException {
        throw new UnsupportedOperationException(
                getClass().getName() + " implements neither createCommitter(context) nor createCommitter().");
    }

    @Override
    default Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException {
        return createCommitter();
    }
}
