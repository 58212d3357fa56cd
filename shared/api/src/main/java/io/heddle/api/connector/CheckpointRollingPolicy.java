package io.heddle.api.connector;

/** Policies that complete files at every checkpoint; the only ones for bulk formats, whose files cannot be left half written. */
public abstract class CheckpointRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    /** For subclasses. */
    protected CheckpointRollingPolicy() {}

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) {
        return true;
    }
}
