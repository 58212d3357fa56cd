package io.heddle.api.functions;

/** Which clock a timer follows. */
public enum TimeDomain {
    /** Fires when the watermark passes the timer's timestamp. */
    EVENT_TIME,
    /** Fires when the machine's clock passes the timer's timestamp. */
    PROCESSING_TIME
}
