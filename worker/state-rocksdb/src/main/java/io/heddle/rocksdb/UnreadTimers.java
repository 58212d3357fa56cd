package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.types.BinaryReader;
import java.util.Arrays;

/**
 * Up to where the timers of each key group have been read out of the database: whatever it has before that place is in memory, or
 * has been removed.
 */
final class UnreadTimers {
    private static final byte[] NOTHING = {};
    private static final int NONE = -1;

    private final KeyGroupRange range;
    /** No unread timer of the group is earlier. */
    private final long[] fromMs;
    /** The key of the database at which to go on; empty if the group has been read to its end. */
    private final byte[][] places;
    /** The group that may have the earliest one. */
    private int next = NONE;

    /** Where there is nothing to be read. */
    UnreadTimers(KeyGroupRange range) {
        this.range = range;
        this.fromMs = new long[range.size()];
        this.places = new byte[range.size()][];
        Arrays.fill(places, NOTHING);
    }

    /** Finds out where the groups begin, without reading them. */
    void discover(Scan keys) {
        BinaryReader in = new BinaryReader();
        keys.seek(KeyLayout.groupStart(range.first()));
        while (keys.isValid()) {
            int group = in.reset(keys.key()).readBigEndianShort();
            if (group > range.last()) {
                break;
            }
            lower(group, in.readSortableLong());
            keys.seek(KeyLayout.groupStart(group + 1));
        }
    }

    int groups() {
        return places.length;
    }

    /** Whether the database may have a timer of that time that has not been read. */
    boolean mayHave(int group, long timeMs) {
        int index = group - range.first();
        return places[index].length > 0 && timeMs >= fromMs[index];
    }

    /** Whether there may be any. */
    boolean any() {
        return next != NONE;
    }

    /** No unread timer is earlier, if there is any. */
    long fromMs() {
        return next == NONE ? Long.MAX_VALUE : fromMs[next];
    }

    /** The key group that may have the earliest one. */
    int nextGroup() {
        return range.first() + next;
    }

    /** The key of the database at which to go on in a group that may have unread timers. */
    byte[] place(int group) {
        return places[group - range.first()];
    }

    /** A timer of that time was let go of: it has to be read again. */
    void lower(int group, long timeMs) {
        int index = group - range.first();
        byte[] place = KeyLayout.sliceStart(group, timeMs);
        if (places[index].length == 0 || Arrays.compareUnsigned(place, places[index]) < 0) {
            places[index] = place;
            fromMs[index] = timeMs;
            if (next == NONE || timeMs < fromMs[next]) {
                next = index;
            }
        }
    }

    /** The timers before that place have been read; the one there is of that time. */
    void readTo(int group, byte[] place, long timeMs) {
        int index = group - range.first();
        places[index] = place;
        fromMs[index] = timeMs;
        choose();
    }

    /** All timers of the group have been read. */
    void readAll(int group) {
        places[group - range.first()] = NOTHING;
        choose();
    }

    private void choose() {
        next = NONE;
        for (int index = 0; index < places.length; index++) {
            if (places[index].length > 0 && (next == NONE || fromMs[index] < fromMs[next])) {
                next = index;
            }
        }
    }
}
