package io.heddle.api.eventtime;

/** Never emits. */
public final class NoWatermarksGenerator<T> implements WatermarkGenerator<T> {
    /** Never emits. */
    public NoWatermarksGenerator() {}

    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}
