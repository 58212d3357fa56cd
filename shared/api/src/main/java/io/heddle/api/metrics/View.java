package io.heddle.api.metrics;

/** A metric that wants to be updated at a steady pace. */
public interface View {
    /** Seconds between updates. */
    int UPDATE_INTERVAL_SECONDS = 5;

    /** Called every {@link #UPDATE_INTERVAL_SECONDS} by the engine, on the task's thread. */
    void update();
}
