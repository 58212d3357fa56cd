package io.heddle.api.connector;

import java.io.IOException;

/**
 * A sink with two-phase commit: exactly once. What its writers prepare is in the checkpoint, and is committed when
 * that is complete. If the sink also {@linkplain NeedsCheckpoints says so}, a streaming job without checkpoints is
 * refused.
 */
public interface SupportsCommitter<CommittableT> {
    /**
     * Commits what the writers prepared.
     *
     * @throws IOException fails the task
     */
    Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

    /** Carries committables into checkpoints. */
    SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}
