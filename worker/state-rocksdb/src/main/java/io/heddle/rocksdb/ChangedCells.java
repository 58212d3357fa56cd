package io.heddle.rocksdb;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The cells of a table that the database has yet to hear of, those first that have waited longest. Cells that have come to rest
 * are handed on between checkpoints, so that a barrier finds few of them; one that changes again and again is left to the barrier,
 * since it would be written many times for nothing.
 *
 * <p>There is no clock: time is the number of changes. A cell has come to rest if it has not changed for a quarter of as many as
 * came between the last two barriers, so that nothing is handed on more than four times in an interval, and hardly anything more
 * often than twice. Before the first barrier nothing is handed on.
 */
final class ChangedCells {
    /** Of the changes between two barriers, a cell rests for one in so many. */
    private static final int REST_OF = 4;
    /** Fewer changes than these between two barriers are not worth any work before the second. */
    private static final int LEAST_REST = 256;

    private static final int STEP = 128;
    /** Each step may bring as many cells as changes, and look at each again four times in an interval. */
    private static final int LOOKS = 8 * STEP;
    /** More than come in a step, and little enough to be written between two records. */
    private static final int MOST_SETTLED = 2 * STEP;
    /** Cells that were taken out of the table may be one in so many. */
    private static final int GONE_OF = 4;

    private final Queue<Cell> waiting = new ArrayDeque<>();
    private long changes;
    private long barrierAt;
    private long rest = Long.MAX_VALUE;
    private long stepAt = Long.MAX_VALUE;
    private int gone;

    /** A cell has changed. */
    void add(Cell cell) {
        changes++;
        cell.dirty = true;
        if (cell.waits) {
            cell.changedAgain = true;
        } else {
            await(cell);
        }
    }

    private void await(Cell cell) {
        cell.waits = true;
        cell.changedAgain = false;
        cell.waitsSince = changes;
        waiting.add(cell);
    }

    /** How many cells are kept here. */
    int size() {
        return waiting.size();
    }

    /** Whether so much has changed that {@link #settle} should be called; costs a comparison. */
    boolean isStepDue() {
        return changes >= stepAt;
    }

    /** Hands some of the cells on that have come to rest; returns how many. */
    int settle(Consumer<Cell> to) {
        stepAt = changes + STEP;
        int settled = 0;
        for (int looks = 0; looks < LOOKS && settled < MOST_SETTLED; looks++) {
            Cell cell = waiting.peek();
            if (cell == null || changes - cell.waitsSince < rest) {
                break;
            }
            waiting.remove();
            cell.waits = false;
            if (cell.cached && cell.dirty) {
                if (cell.changedAgain) {
                    await(cell);
                } else {
                    to.accept(cell);
                    settled++;
                }
            }
        }
        return settled;
    }

    /** Hands all cells on. */
    void drain(Consumer<Cell> to) {
        for (Cell cell : waiting) {
            cell.waits = false;
            if (cell.cached && cell.dirty) {
                to.accept(cell);
            }
        }
        waiting.clear();
        gone = 0;
    }

    /** A checkpoint begins, which {@link #drain} goes with. */
    void barrier() {
        rest = Math.max(LEAST_REST, (changes - barrierAt) / REST_OF);
        barrierAt = changes;
        stepAt = changes + STEP;
    }

    /** So many cells that were kept here have left the table; what they hold must not be kept much longer. */
    void gone(int count) {
        gone += count;
        if (gone * GONE_OF > waiting.size()) {
            waiting.removeIf(cell -> !cell.cached);
            gone = 0;
        }
    }
}
