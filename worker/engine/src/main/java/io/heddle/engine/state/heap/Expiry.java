package io.heddle.engine.state.heap;

import io.heddle.api.state.StateTtlConfig;
import io.heddle.core.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return isExpired(timed, clock.wallMs());
    }

    private boolean isExpired(Timed timed, long nowMs) {
        return isExpired(timed.renewedMs, nowMs);
    }

    /** Whether what was renewed then has expired. */
    public boolean isExpired(long renewedMs, long nowMs) {
        // Subtracted, not added: a time to live may be as long as a long.
        return nowMs - renewedMs >= ttlMs;
    }

    /** The time by which things expire. */
    public long nowMs() {
        return clock.wallMs();
    }

    /** What is left of a value, a list or a map: itself if nothing has expired, null if all has, otherwise a copy of the rest. */
    @Nullable
    Object left(Object cell, long nowMs) {
        if (cell instanceof Timed timed) {
            return isExpired(timed, nowMs) ? null : timed;
        }
        if (cell instanceof List<?> list) {
            if (list.stream().noneMatch(each -> isExpired((Timed) each, nowMs))) {
                return list;
            }
            List<Object> rest = new ArrayList<>(list);
            rest.removeIf(each -> isExpired((Timed) each, nowMs));
            return rest.isEmpty() ? null : rest;
        }
        Map<?, ?> map = (Map<?, ?>) cell;
        if (map.values().stream().noneMatch(each -> isExpired((Timed) each, nowMs))) {
            return map;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        rest.values().removeIf(each -> isExpired((Timed) each, nowMs));
        return rest.isEmpty() ? null : rest;
    }

    /** How many things in a cell may expire. */
    static int items(Object cell) {
        return cell instanceof List<?> list ? list.size() : cell instanceof Map<?, ?> map ? map.size() : 1;
    }

    /** Whether a reader may see it. */
    public boolean isVisible(Timed timed) {
        return expiredVisible || !isExpired(timed);
    }
}
