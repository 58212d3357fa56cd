package io.heddle.rocksdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Cells or timers on their way into the database, handed on key group by key group. The database sorts what it holds in memory by its
 * keys, which begin with the group: the part of one group fits the processor's caches, all of it does not.
 *
 * @param <T> what is handed on
 */
final class KeyGroupOrder<T> {
    /** So many are put in order together: enough of each group, and a small part of the cache's budget. */
    private static final int MOST = 1 << 16;

    private final ToIntFunction<T> groupOf;
    private final Consumer<T> to;
    private final List<T> added = new ArrayList<>(256);
    private int[] groups = new int[256];
    private int greatest;

    KeyGroupOrder(ToIntFunction<T> groupOf, Consumer<T> to) {
        this.groupOf = groupOf;
        this.to = to;
    }

    void add(T one) {
        int count = added.size();
        if (count == MOST) {
            handOn();
            count = 0;
        }
        if (count == groups.length) {
            groups = Arrays.copyOf(groups, 2 * count);
        }
        int group = groupOf.applyAsInt(one);
        greatest = Math.max(greatest, group);
        added.add(one);
        groups[count] = group;
    }

    /** Hands on what has been added since the last time. */
    void handOn() {
        int count = added.size();
        int[] next = new int[greatest + 2];
        for (int i = 0; i < count; i++) {
            next[groups[i] + 1]++;
        }
        for (int group = 1; group < next.length; group++) {
            next[group] += next[group - 1];
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[groups[i]]++] = i;
        }
        for (int i : order) {
            to.accept(added.get(i));
        }
        added.clear();
    }
}
