package io.heddle.engine.state.heap;

import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.StateTtlConfig.CleanupStrategy.Incremental;
import org.jspecify.annotations.Nullable;

/**
 * Goes round a table for ever, a few slots at a time, and takes out what has expired: entries that nobody asks for again would
 * otherwise stay for ever.
 *
 * <p>Each write pays for the same number of slots. A round of a table of S slots takes S / looks writes, so at most that many entries
 * can expire behind the hand's back: whatever the keys are, what is dead is a bounded share of the table. Owner thread only.
 */
final class Sweep {
    private static final Incremental USUAL = new Incremental(5, false);

    private final KeyTable table;
    private final Expiry expiry;
    private final Incremental pace;
    /** The hash at which the segment begins that the hand is in: segments may be split meanwhile. */
    private int place;

    private int slot;
    /** Slots that may be looked at; negative after a large collection, which is paid off first. */
    private long credit;

    private Sweep(KeyTable table, Expiry expiry, Incremental pace) {
        this.table = table;
        this.expiry = expiry;
        this.pace = pace;
    }

    /** Null if nothing expires, or if what expires is to be removed on access only. */
    static @Nullable Sweep of(StateTtlConfig config, KeyTable table, @Nullable Expiry expiry) {
        if (expiry == null) {
            return null;
        }
        for (StateTtlConfig.CleanupStrategy strategy : config.getCleanupStrategies()) {
            if (strategy instanceof Incremental pace) {
                return new Sweep(table, expiry, pace);
            }
        }
        return config.isCleanupInBackground() ? new Sweep(table, expiry, USUAL) : null;
    }

    /** Whether a step is due at every record, and not only at every write. */
    boolean isForEveryRecord() {
        return pace.runCleanupForEveryRecord();
    }

    /** Looks at the next slots. */
    void step() {
        credit += pace.cleanupSize();
        if (credit > 0) {
            long nowMs = expiry.nowMs();
            while (credit > 0) {
                credit -= look(nowMs);
            }
        }
    }

    /** Looks at one slot; what that costs. */
    private long look(long nowMs) {
        Segment segment = table.segment(place);
        if (slot > segment.mask) {
            place = segment.after(place);
            slot = 0;
            return 1;
        }
        if (!segment.isUsed(slot)) {
            slot++;
            return 1;
        }
        // Cells that expire carry a time, so they are no mere numbers.
        Object cell = segment.valueAt(slot, null);
        Object left = expiry.left(cell, nowMs);
        if (left == cell) {
            slot++;
        } else if (left == null) {
            // Another entry may have moved here: it is looked at next.
            table.removeAt(segment, slot);
        } else {
            table.setAt(segment, slot++, left);
        }
        return Expiry.items(cell);
    }
}
