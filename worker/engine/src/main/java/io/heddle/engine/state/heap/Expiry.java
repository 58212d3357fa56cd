package io.heddle.engine.state.heap;

import io.heddle.api.state.StateTtlConfig;
import io.heddle.core.time.Clock;
import org.jspecify.annotations.Nullable;

/** When values expire; every value of a state with a time to live is kept as {@link Timed}. Time is processing time. */
public final class Expiry {
    /** A value and when it was last renewed, in wall-clock milliseconds. */
    public record Timed(@Nullable Object value, long renewedMs) {}

    private final long ttlMs;
    private final boolean renewedByReading;
    private final boolean expiredVisible;
    private final Clock clock;

    Expiry(StateTtlConfig config, Clock clock) {
        this.ttlMs = config.getTimeToLive().toMillis();
        this.renewedByReading = config.getUpdateType() == StateTtlConfig.UpdateType.OnReadAndWrite;
        this.expiredVisible = config.getStateVisibility() == StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp;
        this.clock = clock;
    }

    /** Null if values do not expire. */
    public static @Nullable Expiry of(StateTtlConfig config, Clock clock) {
        return config.isEnabled() ? new Expiry(config, clock) : null;
    }

    public boolean renewedByReading() {
        return renewedByReading;
    }

    public Timed renewed(@Nullable Object value) {
        return new Timed(value, clock.wallMs());
    }

    public boolean isExpired(Timed timed) {
        // Subtracted, not added: a time to live may be as long as a long.
        return clock.wallMs() - timed.renewedMs >= ttlMs;
    }

    /** Whether a reader may see it. */
    public boolean isVisible(Timed timed) {
        return expiredVisible || !isExpired(timed);
    }
}
