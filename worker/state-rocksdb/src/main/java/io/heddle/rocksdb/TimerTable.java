package io.heddle.rocksdb;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A hash set of timers with linear probing, as large as it has to be. */
final class TimerTable {
    private static final int LEAST_SLOTS = 64;
    /** It is filled up to one in so many slots, and gets smaller when it is filled by less than a quarter of that. */
    private static final int SLOTS_PER_TIMER = 2;

    private @Nullable CachedTimer[] slots = new @Nullable CachedTimer[LEAST_SLOTS];
    private int size;

    static int hashOf(int keyHash, Object namespace, long timeMs) {
        int hash = (31 * (31 * keyHash + namespace.hashCode()) + Long.hashCode(timeMs)) * 0x9e3779b9;
        return hash ^ (hash >>> 16);
    }

    int size() {
        return size;
    }

    @Nullable
    CachedTimer find(long timeMs, Object key, Object namespace, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            CachedTimer timer = slots[slot];
            if (timer == null) {
                return null;
            }
            if (timer.hash == hash
                    && timer.timeMs() == timeMs
                    && timer.key.equals(key)
                    && timer.namespace.equals(namespace)) {
                return timer;
            }
        }
    }

    /** Adds a timer that is not there yet. */
    void add(CachedTimer timer) {
        if (++size * SLOTS_PER_TIMER > slots.length) {
            resize(slots.length * 2);
        }
        place(timer);
    }

    private void place(CachedTimer timer) {
        int mask = slots.length - 1;
        int slot = timer.hash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = timer;
    }

    private void resize(int count) {
        @Nullable CachedTimer[] old = slots;
        slots = new @Nullable CachedTimer[count];
        for (CachedTimer timer : old) {
            if (timer != null) {
                place(timer);
            }
        }
    }

    /** Removes a timer that is there. */
    void remove(CachedTimer timer) {
        int mask = slots.length - 1;
        int hole = timer.hash & mask;
        while (slots[hole] != timer) {
            hole = (hole + 1) & mask;
        }
        for (int next = (hole + 1) & mask; ; next = (next + 1) & mask) {
            CachedTimer moving = slots[next];
            if (moving == null) {
                break;
            }
            // A timer may move back into the hole unless its own place lies between the hole and where it is.
            if (((next - moving.hash) & mask) >= ((next - hole) & mask)) {
                slots[hole] = moving;
                hole = next;
            }
        }
        slots[hole] = null;
        if (--size * SLOTS_PER_TIMER * 4 < slots.length && slots.length > LEAST_SLOTS) {
            resize(slots.length / 2);
        }
    }

    /** Visits all timers; they stay as they are meanwhile. */
    void forEach(Consumer<CachedTimer> action) {
        for (CachedTimer timer : slots) {
            if (timer != null) {
                action.accept(timer);
            }
        }
    }
}
