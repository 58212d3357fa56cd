package io.heddle.rocksdb;

import io.heddle.api.state.ListState;
import io.heddle.engine.state.heap.Expiry;
import io.heddle.engine.state.heap.Expiry.Timed;
import io.heddle.rocksdb.ListContents.ListContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list per key; with a time to live each element expires by itself. */
record RocksListState(Cursor cursor) implements ListState<Object> {
    @Override
    public Iterable<Object> get() {
        Cell cell = cursor.loaded();
        List<Object> items = ListContents.of(cell).items;
        Expiry expiry = cursor.expiry();
        if (expiry == null) {
            // Apart from the cell's own: what the caller does to it must not shift what the database already has, and
            // clearing the state must not take from the caller what it has read.
            return items.isEmpty() ? List.of() : new ArrayList<>(items);
        }
        List<Object> visible = new ArrayList<>(items.size());
        for (Object each : items) {
            Timed timed = (Timed) each;
            if (expiry.isVisible(timed)) {
                visible.add(Objects.requireNonNull(timed.value()));
            }
        }
        boolean shorter = items.removeIf(each -> expiry.isExpired((Timed) each));
        if (expiry.renewedByReading()) {
            items.replaceAll(each -> expiry.renewed(((Timed) each).value()));
        }
        if (shorter || expiry.renewedByReading()) {
            ListContents.of(cell).replaced = true;
            cursor.changed(cell);
        }
        return visible;
    }

    @Override
    public void add(Object value) {
        append(cursor.cell(), value);
    }

    private void append(Cell cell, Object value) {
        Objects.requireNonNull(value, "A list state takes no null.");
        Expiry expiry = cursor.expiry();
        Object item = expiry == null ? value : expiry.renewed(value);
        ListContents.of(cell).items.add(item);
        cursor.changed(cell, item);
        cursor.table().grown(cell, cursor.table().itemBytes());
    }

    @Override
    public void addAll(@Nullable List<Object> values) {
        if (values != null) {
            List.copyOf(values).forEach(this::add);
        }
    }

    @Override
    public void update(@Nullable List<Object> values) {
        List<Object> next = values == null ? List.of() : List.copyOf(values);
        clear();
        next.forEach(this::add);
    }

    @Override
    public void clear() {
        replace(new ArrayList<>());
    }

    /** The elements with their times, taken out. */
    List<Object> take() {
        List<Object> items = new ArrayList<>(ListContents.of(cursor.loaded()).items);
        clear();
        return items;
    }

    /** Puts elements with their times behind those that are there. */
    void append(List<Object> items) {
        if (!items.isEmpty()) {
            Cell cell = cursor.cell();
            ListContents.of(cell).items.addAll(items);
            cursor.changed(cell, items.get(0));
            cursor.table().grown(cell, cursor.table().itemBytes() * items.size());
        }
    }

    private void replace(List<Object> items) {
        Cell cell = cursor.cell();
        ListContent content = ListContents.of(cell);
        content.items.clear();
        content.items.addAll(items);
        content.replaced = true;
        cell.known = true;
        cursor.changed(cell);
    }
}
