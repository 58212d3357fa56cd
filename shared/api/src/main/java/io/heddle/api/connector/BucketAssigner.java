package io.heddle.api.connector;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into buckets: directories below the base path.
 *
 * @param <BucketID> names a bucket; its text is the directory's name, empty for the base path itself
 */
public interface BucketAssigner<IN, BucketID> extends Serializable {
    /** The bucket of a record. */
    BucketID getBucketId(IN element, Context context);

    /** Carries bucket ids. */
    SimpleVersionedSerializer<BucketID> getSerializer();

    /** What is known about the current record. */
    interface Context {
        /** Milliseconds since the epoch by the machine's clock. */
        long currentProcessingTime();

        /** The operator's current watermark in milliseconds. */
        long currentWatermark();

        /** The timestamp of the record in milliseconds, or null if it has none. */
        @Nullable
        Long timestamp();
    }
}
