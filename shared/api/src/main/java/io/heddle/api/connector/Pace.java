package io.heddle.api.connector;

/** How many records a reader may emit, by the clock it is shown. */
interface Pace {
    /** No limit. */
    Pace UNLIMITED = (now, wanted) -> wanted;

    /** How many of the wanted records may be emitted now; what is granted counts as emitted. */
    int permits(long nowMs, int wanted);

    /** When to ask again, if nothing is permitted. */
    default long nextMs(long nowMs) {
        return nowMs + 1;
    }

    /** A checkpoint is complete. */
    default void checkpointCompleted() {}
}
