package io.heddle.rocksdb;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cells on their way into the database, handed on key group by key group. The database sorts what it holds in memory by its keys,
 * which begin with the group: the part of one group fits the processor's caches, all of it does not.
 */
final class GroupedCells {
    /** So many are put in order together: enough of each group, and a small part of the cache's budget. */
    private static final int MOST = 1 << 16;

    /** The key group of a key's hash. */
    private final IntUnaryOperator groupOf;

    private final Consumer<Cell> to;
    private @Nullable Cell[] cells = new @Nullable Cell[256];
    private int[] groups = new int[256];
    private int count;
    private int greatest;

    GroupedCells(IntUnaryOperator groupOf, Consumer<Cell> to) {
        this.groupOf = groupOf;
        this.to = to;
    }

    void add(Cell cell) {
        if (count == MOST) {
            handOn();
        }
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
            groups = Arrays.copyOf(groups, 2 * count);
        }
        int group = groupOf.applyAsInt(cell.keyHash);
        greatest = Math.max(greatest, group);
        cells[count] = cell;
        groups[count++] = group;
    }

    /** Hands on what has been added since the last time. */
    void handOn() {
        int[] next = new int[greatest + 2];
        for (int i = 0; i < count; i++) {
            next[groups[i] + 1]++;
        }
        for (int group = 1; group < next.length; group++) {
            next[group] += next[group - 1];
        }
        @Nullable Cell[] ordered = new @Nullable Cell[count];
        for (int i = 0; i < count; i++) {
            ordered[next[groups[i]]++] = cells[i];
        }
        count = 0;
        for (Cell cell : ordered) {
            if (cell != null) {
                to.accept(cell);
            }
        }
    }
}
