package io.heddle.api.connector;

import java.io.IOException;

/** A sink with two-phase commit. */
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
