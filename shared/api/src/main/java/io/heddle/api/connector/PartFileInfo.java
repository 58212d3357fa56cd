package io.heddle.api.connector;

/** What a rolling policy may know of the file that is being written. */
public interface PartFileInfo<BucketID> {
    /** Its bucket. */
    BucketID getBucketId();

    /** When it was begun, in milliseconds since the epoch. */
    long getCreationTime();

    /** How many bytes it has. */
    long getSize();

    /** When a record was written last, in milliseconds since the epoch. */
    long getLastUpdateTime();
}
