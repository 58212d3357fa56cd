package io.heddle.api.functions;

/** Clocks and timers of a process function. Timers belong to the current key; equal ones are kept once. */
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

    /** Registers a timer for the current key at the given processing time in milliseconds. */
    void registerProcessingTimeTimer(long time);

    /** Registers a timer for the current key at the given event time in milliseconds. */
    void registerEventTimeTimer(long time);

    /** Forgets the processing-time timer of the current key at that time, if there is one. */
    void deleteProcessingTimeTimer(long time);

    /** Forgets the event-time timer of the current key at that time, if there is one. */
    void deleteEventTimeTimer(long time);
}
