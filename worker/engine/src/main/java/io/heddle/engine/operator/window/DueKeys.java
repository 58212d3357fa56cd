package io.heddle.engine.operator.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A calendar: which keys are to be looked at when event time reaches a millisecond. Entries are never taken back: they are looked at in vain. */
final class DueKeys {
    private final TreeMap<Long, List<Object>> byTime = new TreeMap<>();
    /** The time that was used last: many records in a row have the same. */
    private long lastMs;

    private @Nullable List<Object> last;

    void add(long timeMs, Object key) {
        List<Object> keys = last;
        if (keys == null || lastMs != timeMs) {
            keys = byTime.computeIfAbsent(timeMs, absent -> new ArrayList<>(4));
            last = keys;
            lastMs = timeMs;
        }
        keys.add(key);
    }

    /** Takes out the earliest time and its keys, if it is not after {@code uptoMs}. */
    Map.@Nullable Entry<Long, List<Object>> poll(long uptoMs) {
        if (byTime.isEmpty() || byTime.firstKey() > uptoMs) {
            return null;
        }
        last = null;
        return byTime.pollFirstEntry();
    }
}
