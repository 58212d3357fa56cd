package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;

/** Decides when a file is complete and the next is begun. Complete files become visible with the next checkpoint. */
public interface RollingPolicy<IN, BucketID> extends Serializable {
    /** Whether to complete the file at a checkpoint. */
    boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException;

    /** Whether to complete the file before this record is written. */
    boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException;

    /** Whether to complete the file now; asked once per bucket check interval. */
    boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) throws IOException;
}
