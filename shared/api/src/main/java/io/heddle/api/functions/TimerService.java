package io.heddle.api.functions;

/**
 * Clocks and timers of a process function. Timers belong to the current key; there is one per key and time, so
 * registering it again changes nothing.
 *
 * <p>Timers are part of checkpoints and savepoints. After a restart those of processing time that came due meanwhile
 * fire at once. In batch mode all timers of a key fire behind its last record, and those set in {@code onTimer} are
 * ignored.
 */
public interface TimerService {
    /** Message of the error for timers on a stream without keys. */
    String UNSUPPORTED_REGISTER_TIMER_MSG =
            "Setting timers is only supported on a keyed stream: call keyBy(...) before process(...).";

    /** Message of the error for deleting timers on a stream without keys. */
    String UNSUPPORTED_DELETE_TIMER_MSG =
            "Deleting timers is only supported on a keyed stream: call keyBy(...) before process(...).";

    /** Milliseconds since the epoch by the machine's clock. */
    long currentProcessingTime();

    /** The operator's current watermark in milliseconds; {@link Long#MIN_VALUE} before the first one. */
    long currentWatermark();

    /**
     * Registers a timer for the current key at the given processing time in milliseconds since the epoch; one in the
     * past fires soon.
     *
     * @throws UnsupportedOperationException on a stream without keys
     */
    void registerProcessingTimeTimer(long time);

    /**
     * Registers a timer for the current key at the given event time in milliseconds since the epoch; one that the
     * watermark has passed fires with the next watermark.
     *
     * @throws UnsupportedOperationException on a stream without keys
     */
    void registerEventTimeTimer(long time);

    /**
     * Forgets the processing-time timer of the current key at that time, if there is one.
     *
     * @throws UnsupportedOperationException on a stream without keys
     */
    void deleteProcessingTimeTimer(long time);

    /**
     * Forgets the event-time timer of the current key at that time, if there is one.
     *
     * @throws UnsupportedOperationException on a stream without keys
     */
    void deleteEventTimeTimer(long time);
}
