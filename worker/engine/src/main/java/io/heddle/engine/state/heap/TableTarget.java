package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyGroupRange;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Restores into one table, some entries at a time: of a large table nearly every look-up misses the processor's caches, and only
 * those of several entries can be waited for together.
 */
final class TableTarget implements RestoredTables.Target {
    static final int BATCH = 256;

    private final KeyTable table;
    private final KeyPlaces places;
    private final boolean namespaced;

    /** Entries that are not in the table yet, in the order in which they came. */
    private final @Nullable Object[] keys = new @Nullable Object[BATCH];

    private final @Nullable Object[] cells = new @Nullable Object[BATCH];
    private final int[] hashes = new int[BATCH];
    private int count;
    /** Only kept so that touching is not compiled away. */
    private int touched;

    /**
     * Restores into that table.
     *
     * @param namespaced whether the table's keys have namespaces
     */
    TableTarget(KeyTable table, KeyPlaces places, boolean namespaced) {
        this.table = table;
        this.places = places;
        this.namespaced = namespaced;
    }

    private Object tableKey(Object key, Object namespace) {
        return namespaced ? new Scoped(key, namespace) : key;
    }

    @Override
    public void put(Object key, Object namespace, Object cell) {
        Object tableKey = tableKey(key, namespace);
        keys[count] = tableKey;
        cells[count] = cell;
        hashes[count] = places.tableHash(tableKey);
        if (++count == BATCH) {
            putAll();
        }
    }

    @Override
    public void remove(Object key, Object namespace) {
        putAll();
        Object tableKey = tableKey(key, namespace);
        table.remove(tableKey, places.tableHash(tableKey));
    }

    @Override
    public void removeAll(KeyGroupRange groups) {
        putAll();
        places.removeFrom(table, groups);
    }

    @Override
    public void end() {
        putAll();
        Arrays.fill(keys, null);
        Arrays.fill(cells, null);
    }

    /** What the loads added up to; it means nothing. */
    int touched() {
        return touched;
    }

    private void putAll() {
        touched += table.touch(hashes, count);
        for (int i = 0; i < count; i++) {
            table.put(Objects.requireNonNull(keys[i]), hashes[i], Objects.requireNonNull(cells[i]));
        }
        count = 0;
    }
}
