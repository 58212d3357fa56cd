package io.heddle.api.eventtime;

import java.time.Duration;

/**
 * Emits the largest timestamp so far, less one millisecond, at every watermark interval: for timestamps that never go
 * back.
 */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {
    /** For timestamps that never go back. */
    public AscendingTimestampsWatermarks() {
        super(Duration.ZERO);
    }
}
