package io.heddle.engine.worker;

import io.heddle.api.functions.TimerService;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fails unless it gets one key after the other, each by time, with a clock of its own. */
final class Watched {
    private final Set<Long> seen = new HashSet<>();
    private @Nullable Long present;
    private long lastMs;

    void record(long key, long timestampMs, TimerService timers) {
        if (present == null || present != key) {
            require(seen.add(key), "key " + key + " comes a second time");
            present = key;
            lastMs = Long.MIN_VALUE;
        }
        require(timestampMs >= lastMs, timestampMs + " comes behind " + lastMs);
        require(timers.currentWatermark() == Long.MIN_VALUE, "event time is at " + timers.currentWatermark());
        lastMs = timestampMs;
    }

    void timer(long key, TimerService timers) {
        require(present != null && present == key, "a timer of " + key + " fires in " + present);
        require(timers.currentWatermark() == Long.MAX_VALUE, "event time is at " + timers.currentWatermark());
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
