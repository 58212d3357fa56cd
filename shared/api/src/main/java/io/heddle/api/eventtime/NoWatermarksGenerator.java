package io.heddle.api.eventtime;

/**
 * Never emits: event time stands still until the end of the stream, and windows and timers of event time fire only
 * then.
 */
public final class NoWatermarksGenerator<T> implements WatermarkGenerator<T> {
    /** Never emits. */
    public NoWatermarksGenerator() {}

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
