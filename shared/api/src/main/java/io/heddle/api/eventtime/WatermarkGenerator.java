package io.heddle.api.eventtime;

/**
 * Makes watermarks from the records it sees. There is one per split of a source, or one per instance in the middle of
 * a stream; its fields are in no checkpoint, so after a restart it begins anew and event time with it, until records
 * come. Task thread only.
 */
public interface WatermarkGenerator<T> {
    /**
     * Called for each record: remember its timestamp, or emit at once.
     *
     * @param event the record
     * @param eventTimestamp its event time in milliseconds since the epoch
     */
    void onEvent(T event, long eventTimestamp, WatermarkOutput output);

    /** Called at the watermark interval ({@code env.getConfig().setAutoWatermarkInterval}, 200 ms by default). */
    void onPeriodicEmit(WatermarkOutput output);
}
