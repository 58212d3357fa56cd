package io.heddle.api.eventtime;

/** Takes watermarks. */
public interface WatermarkOutput {
    /**
     * Emits a watermark, which also ends idleness. Watermarks that do not advance are ignored: event time never goes
     * back.
     */
    void emitWatermark(Watermark watermark);

    /** Nothing will come for a while: downstream stops waiting for this output. */
    void markIdle();

    /** Ends idleness without a watermark. */
    void markActive();
}
