package io.heddle.engine.state.heap;

import io.heddle.engine.state.SliceState;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table per slice. */
final class HeapSliceState implements SliceState {
    private final CurrentKey current;
    private final KeyForm keyForm;
    private final CellFormat format;
    /** Whether keys and values are numbers, of which a table keeps no objects. */
    private final boolean numbers;

    private final Map<Long, KeyTable> tables = new TreeMap<>();
    /** The slice that was used last, and its table: records come in order more or less. */
    private long lastSlice;

    private @Nullable KeyTable lastTable;
    /**
     * The empty table of a slice that is over: one to come needs about as much room. It is forgotten rather than that memory
     * runs out.
     */
    private SoftReference<KeyTable> spare = new SoftReference<>(null);

    HeapSliceState(CurrentKey current, KeyForm keyForm, CellFormat format) {
        this.current = current;
        this.keyForm = keyForm;
        this.format = format;
        this.numbers = keyForm != KeyForm.OBJECT && format.table(keyForm).numbers() != null;
    }

    CellFormat format() {
        return format;
    }

    /** By slice, in rising order. */
    Map<Long, KeyTable> tables() {
        return tables;
    }

    KeyTable table(long slice) {
        KeyTable table = lastTable;
        if (table == null || lastSlice != slice) {
            table = tables.get(slice);
            if (table == null) {
                table = spareOrNew();
                tables.put(slice, table);
            }
            lastSlice = slice;
            lastTable = table;
        }
        return table;
    }

    private KeyTable spareOrNew() {
        KeyTable table = spare.get();
        if (table == null) {
            return format.table(keyForm);
        }
        spare.clear();
        return table;
    }

    /** Touches the slice that was used last: the records to come are probably of that. */
    int touch(int[] hashes, int count) {
        return lastTable == null ? 0 : lastTable.touch(hashes, count);
    }

    @Override
    public void fold(long slice, Object added, Fold fold) throws Exception {
        KeyTable table = table(slice);
        if (numbers) {
            table.foldNumber(current.ownedTableKey(), current.hash(), added, fold);
            return;
        }
        Object before = table.get(current.tableKey(), current.hash());
        Object after = fold.fold(before, added);
        if (after == null) {
            table.remove(current.tableKey(), current.hash());
        } else if (before == null) {
            table.put(current.ownedTableKey(), current.hash(), after);
        } else if (after != before || format.immutable()) {
            table.put(current.tableKey(), current.hash(), after);
        }
    }

    @Override
    public @Nullable Object get(long slice) {
        KeyTable table = tables.get(slice);
        return table == null ? null : table.get(current.tableKey(), current.hash());
    }

    @Override
    public void forEach(long slice, Visitor visitor) throws Exception {
        KeyTable table = tables.get(slice);
        if (table != null) {
            table.visit(visitor);
        }
    }

    @Override
    public void forEachMerged(long[] slices, Merge merge, Visitor visitor) throws Exception {
        List<KeyTable> found = new ArrayList<>(slices.length);
        for (long slice : slices) {
            KeyTable table = tables.get(slice);
            if (table != null) {
                found.add(table);
            }
        }
        if (!found.isEmpty()) {
            SliceMerge.of(found, merge).forEach(visitor);
        }
    }

    @Override
    public boolean isRead(long slice) {
        KeyTable table = tables.get(slice);
        return table != null && table.isFrozen();
    }

    @Override
    public void drop(long slice) {
        KeyTable dropped = tables.remove(slice);
        lastTable = null;
        if (dropped != null && dropped.empty()) {
            spare = new SoftReference<>(dropped);
        }
    }

    /** Forgets all slices. */
    void clear() {
        tables.clear();
        lastTable = null;
    }

    @Override
    public long[] slices() {
        return tables.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
