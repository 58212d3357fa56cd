package io.heddle.core.time;

/** The only source of time. Logic takes {@code nowMs} as an argument; whoever calls logic holds the clock. */
public interface Clock {

    /** Wall-clock time in milliseconds since the epoch; may jump. Use it for what people read and for processing time. */
    long wallMs();

    /** Monotonic time in nanoseconds from an arbitrary origin; use it for every delay, deadline and duration. */
    long nanoTime();

    /** Monotonic time in milliseconds from an arbitrary origin. */
    default long monotonicMs() {
        return nanoTime() / 1_000_000;
    }

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
