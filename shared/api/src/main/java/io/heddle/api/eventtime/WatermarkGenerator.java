package io.heddle.api.eventtime;

/** Makes watermarks from the records it sees. */
public interface WatermarkGenerator<T> {
    /** Called for each record: remember its timestamp, or emit at once. */
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /** Called at the watermark interval ({@code env.getConfig().setAutoWatermarkInterval}). */
    void onPeriodicEmit(WatermarkOutput output);
}
