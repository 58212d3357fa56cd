package io.heddle.api.environment;

/** Which time older programs mean by {@code timeWindow}; newer ones say it in the window. */
public enum TimeCharacteristic {
    /** The machine's clock. */
    ProcessingTime,
    /** The clock of the source's machine, as event time: other times when records are read again. */
    IngestionTime,
    /** The timestamps of the records. */
    EventTime
}
