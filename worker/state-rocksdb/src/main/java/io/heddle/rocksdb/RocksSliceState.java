package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.MergedSlices;
import io.heddle.engine.state.SliceState;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table per slice, all in one family. A slice that comes and goes between two checkpoints never reaches the database. */
final class RocksSliceState implements SliceState {
    private final Instance instance;
    private final Family family;
    private final KeyLayout layout;
    private final SingleContents contents;
    private final TypeSerializer<Object> keys;
    private final CurrentKey current;
    private final Map<Long, StateTable> tables = new TreeMap<>();
    /** The slice that was used last, and its table: records come in order more or less. */
    private Long lastSlice = Long.MIN_VALUE;

    private @Nullable StateTable lastTable;

    RocksSliceState(
            Instance instance,
            Family family,
            KeyLayout layout,
            SingleContents contents,
            TypeSerializer<Object> keys,
            CurrentKey current) {
        this.instance = instance;
        this.family = family;
        this.layout = layout;
        this.contents = contents;
        this.keys = keys;
        this.current = current;
    }

    /** Finds out which slices the family has, without reading them. */
    void discover() {
        try (Scan entries = instance.database.scan(family)) {
            BinaryReader in = new BinaryReader();
            entries.seekToFirst();
            while (entries.isValid()) {
                in.reset(entries.key());
                int group = in.readBigEndianShort();
                long slice = in.readSortableLong();
                tables.computeIfAbsent(slice, absent -> made(false));
                byte[] start = KeyLayout.sliceStart(group, slice);
                entries.seek(KeyLayout.after(start, start.length));
            }
        }
    }

    private StateTable made(boolean empty) {
        return new StateTable(instance, family, layout, contents, keys, empty);
    }

    private StateTable table(long slice) {
        StateTable table = lastTable;
        if (table == null || lastSlice != slice) {
            lastSlice = slice;
            table = tables.computeIfAbsent(lastSlice, absent -> made(true));
            lastTable = table;
        }
        return table;
    }

    /** Of the slice that was used last: the records to come are probably of that. */
    void expect(@Nullable Object[] coming, int[] hashes, int count) {
        if (lastTable != null) {
            lastTable.expect(coming, hashes, count, lastSlice);
        }
    }

    @Override
    public void fold(long slice, Object added, Fold fold) throws Exception {
        StateTable table = table(slice);
        Cell cell = table.loaded(current.key(), current.hash(), lastSlice);
        Object after = fold.fold(cell.content, added);
        if (!cell.cached) {
            cell = table.loaded(current.key(), current.hash(), lastSlice);
        }
        cell.content = after;
        table.changed(cell, after);
    }

    @Override
    public @Nullable Object get(long slice) {
        StateTable table = tables.get(slice);
        return table == null ? null : table.loaded(current.key(), current.hash(), slice).content;
    }

    @Override
    public void forEach(long slice, Visitor visitor) throws Exception {
        StateTable table = tables.get(slice);
        if (table == null) {
            return;
        }
        if (table.isComplete()) {
            for (Cell cell : table.cells()) {
                if (cell.content != null) {
                    visitor.visit(cell.key, cell.content);
                }
            }
            return;
        }
        table.writeBack();
        instance.apply();
        for (int group = instance.range.first(); group <= instance.range.last(); group++) {
            visit(group, slice, visitor);
        }
    }

    @Override
    public void forEachMerged(long[] slices, Merge merge, Visitor visitor) throws Exception {
        MergedSlices.visit(this, slices, merge, visitor);
    }

    private void visit(int group, long slice, Visitor visitor) throws Exception {
        byte[] start = KeyLayout.sliceStart(group, slice);
        BinaryReader in = new BinaryReader();
        try (Scan entries = instance.database.scan(family)) {
            for (entries.seek(start); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (!Arrays.equals(key, 0, start.length, start, 0, start.length)) {
                    return;
                }
                Object name = layout.read(in.reset(key)).key();
                Object value = contents.format().read(in.reset(entries.value()));
                if (value != null) {
                    visitor.visit(name, value);
                }
            }
        }
    }

    @Override
    public void drop(long slice) {
        StateTable table = tables.remove(slice);
        lastTable = null;
        if (table == null) {
            return;
        }
        instance.remove(table);
        if (table.isWritten()) {
            for (int group = instance.range.first(); group <= instance.range.last(); group++) {
                byte[] start = KeyLayout.sliceStart(group, slice);
                instance.buffer.deleteRange(family.id(), start, KeyLayout.after(start, start.length));
            }
            instance.drainUnlessHeld();
        }
    }

    @Override
    public long[] slices() {
        return tables.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
