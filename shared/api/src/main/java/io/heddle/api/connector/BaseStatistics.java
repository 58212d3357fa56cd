package io.heddle.api.connector;

/** What an {@link InputFormat} knows of its input's size; for programs that say it. Heddle does not plan by it. */
public interface BaseStatistics {
    /** The value of what is not known. */
    long SIZE_UNKNOWN = -1;

    /** The number of records if that is not known. */
    long NUM_RECORDS_UNKNOWN = -1;

    /** The bytes of a record if that is not known. */
    float AVG_RECORD_BYTES_UNKNOWN = -1.0f;

    /** The size of the input in bytes, or {@link #SIZE_UNKNOWN}. */
    long getTotalInputSize();

    /** The number of records, or {@link #NUM_RECORDS_UNKNOWN}. */
    long getNumberOfRecords();

    /** The bytes of a record on average, or {@link #AVG_RECORD_BYTES_UNKNOWN}. */
    float getAverageRecordWidth();
}
