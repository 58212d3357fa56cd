package io.heddle.engine.state.heap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which slots of a segment have changed: in its present version, and in earlier ones that no complete checkpoint held when they
 * ended. Two sets are enough, because a checkpoint is usually complete before the next one begins; where it is not, what is
 * told may be more than what has changed, never less.
 */
final class ChangedSlots {
    private static final int NEVER = -1;

    private final long[] now;
    private long @Nullable [] before;
    /** The last version that {@link #before} tells of. */
    private int beforeVersion = NEVER;

    ChangedSlots(int slots) {
        this.now = new long[(slots + Long.SIZE - 1) / Long.SIZE];
    }

    /** Loads what is known of a slot; the result means nothing. */
    int touch(int slot) {
        return (int) now[slot / Long.SIZE];
    }

    private ChangedSlots(ChangedSlots other) {
        this.now = other.now.clone();
        this.before = other.before == null ? null : other.before.clone();
        this.beforeVersion = other.beforeVersion;
    }

    ChangedSlots copy() {
        return new ChangedSlots(this);
    }

    /** The slot has changed; false if that was known. */
    boolean mark(int slot) {
        long bit = 1L << slot;
        long known = now[slot >> 6];
        now[slot >> 6] = known | bit;
        return (known & bit) == 0;
    }

    /** A version is over, and another one begins. */
    void begin(int endedVersion, int confirmedVersion) {
        long[] kept = before;
        if (endedVersion <= confirmedVersion) {
            beforeVersion = NEVER;
        } else if (kept != null && beforeVersion > confirmedVersion) {
            for (int i = 0; i < now.length; i++) {
                kept[i] |= now[i];
            }
            beforeVersion = endedVersion;
        } else {
            before = kept == null ? now.clone() : kept;
            System.arraycopy(now, 0, before, 0, now.length);
            beforeVersion = endedVersion;
        }
        Arrays.fill(now, 0);
    }

    /** What was in one slot is in another now. */
    void move(int from, int to) {
        move(now, from, to);
        if (before != null) {
            move(before, from, to);
        }
    }

    private static void move(long[] bits, int from, int to) {
        if ((bits[from >> 6] & 1L << from) != 0) {
            bits[to >> 6] |= 1L << to;
        } else {
            bits[to >> 6] &= ~(1L << to);
        }
    }

    /** There is nothing in the slot any more. */
    void clear(int slot) {
        now[slot >> 6] &= ~(1L << slot);
        if (before != null) {
            before[slot >> 6] &= ~(1L << slot);
        }
    }

    /** A slot has got what was in a slot of another segment. */
    void take(int slot, ChangedSlots other, int from) {
        long bit = 1L << from;
        if ((other.now[from >> 6] & bit) != 0) {
            now[slot >> 6] |= 1L << slot;
        }
        long[] earlier = other.before;
        if (earlier != null && other.beforeVersion != NEVER) {
            long[] own = before == null ? new long[now.length] : before;
            before = own;
            beforeVersion = Math.max(beforeVersion, other.beforeVersion);
            if ((earlier[from >> 6] & bit) != 0) {
                own[slot >> 6] |= 1L << slot;
            }
        }
    }

    /** The changed ones of the slots from {@code 64 * word} on, as bits, in versions after the one that is given. */
    long word(int word, int confirmedVersion) {
        long[] earlier = before;
        return earlier == null || beforeVersion <= confirmedVersion ? now[word] : now[word] | earlier[word];
    }

    int words() {
        return now.length;
    }
}
