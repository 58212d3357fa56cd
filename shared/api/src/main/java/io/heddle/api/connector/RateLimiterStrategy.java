package io.heddle.api.connector;

import java.io.Serializable;

/**
 * How fast a generator may go, all its instances together. Each instance takes an equal part; one that could not keep
 * up may catch up with at most a second's worth.
 */
public sealed interface RateLimiterStrategy extends Serializable {
    /** So many records per second. */
    record PerSecond(double recordsPerSecond) implements RateLimiterStrategy {}

    /** So many records between two checkpoints. */
    record PerCheckpoint(int recordsPerCheckpoint) implements RateLimiterStrategy {}

    /** No limit. */
    record Unlimited() implements RateLimiterStrategy {}

    /**
     * So many records per second, over all instances.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    static RateLimiterStrategy perSecond(double recordsPerSecond) {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("The rate must be positive, but is " + recordsPerSecond + ".");
        }
        return new PerSecond(recordsPerSecond);
    }

    /**
     * So many records between two checkpoints, over all instances, of which there must not be more; without checkpoints the source
     * stops after them.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    static RateLimiterStrategy perCheckpoint(int recordsPerCheckpoint) {
        if (recordsPerCheckpoint < 1) {
            throw new IllegalArgumentException("The rate must be positive, but is " + recordsPerCheckpoint + ".");
        }
        return new PerCheckpoint(recordsPerCheckpoint);
    }

    /** No limit. */
    static RateLimiterStrategy noOp() {
        return new Unlimited();
    }
}
