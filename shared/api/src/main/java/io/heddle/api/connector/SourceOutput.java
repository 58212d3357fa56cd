package io.heddle.api.connector;

import io.heddle.api.eventtime.WatermarkOutput;

/** Takes the records and watermarks of a source or of one of its splits. */
public interface SourceOutput<T> extends WatermarkOutput {
    /** Emits a record without a timestamp of its own. */
    void collect(T record);

    /** Emits a record with a timestamp in milliseconds. */
    void collect(T record, long timestamp);
}
