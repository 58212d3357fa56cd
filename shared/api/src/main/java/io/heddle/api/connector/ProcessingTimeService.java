package io.heddle.api.connector;

import java.io.IOException;

/** The machine's clock and timers on it, without keys; callbacks run on the task's thread. */
public interface ProcessingTimeService {
    /** Milliseconds since the epoch. */
    long getCurrentProcessingTime();

    /**
     * Calls back once at a time in milliseconds since the epoch; in no checkpoint, so register anew after a restart.
     */
    void registerTimer(long timestamp, ProcessingTimeCallback target);

    /** Called at a processing time. */
    @FunctionalInterface
    interface ProcessingTimeCallback {
        /** Called with the time that was asked for. */
        void onProcessingTime(long time) throws IOException, InterruptedException;
    }
}
