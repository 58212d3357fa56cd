package io.heddle.rocksdb;

import io.heddle.api.state.MapState;
import io.heddle.engine.state.heap.Expiry;
import io.heddle.engine.state.heap.Expiry.Timed;
import io.heddle.rocksdb.MapContents.MapContent;
import io.heddle.rocksdb.MapContents.Slot;
import io.heddle.rocksdb.MapContents.Stored;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map per key; with a time to live each entry expires by itself. */
record RocksMapState(Cursor cursor, MapContents contents) implements MapState<Object, @Nullable Object> {
    @Override
    public @Nullable Object get(Object key) {
        Cell cell = cursor.cell();
        Slot slot = contents.slot(cell, key, cursor.table());
        Object found = slot.present ? slot.value : null;
        Expiry expiry = cursor.expiry();
        if (expiry == null || found == null) {
            return found;
        }
        Timed timed = (Timed) found;
        if (expiry.isExpired(timed)) {
            delete(cell, slot);
            return expiry.isVisible(timed) ? timed.value() : null;
        }
        if (expiry.renewedByReading()) {
            set(cell, slot, timed.value());
        }
        return timed.value();
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Cell cell = cursor.cell();
        Slot slot = contents.blind(cell, key);
        boolean isNew = !slot.present;
        set(cell, slot, value);
        if (isNew) {
            cursor.table().grown(cell, cursor.table().itemBytes());
        }
    }

    private void set(Cell cell, Slot slot, @Nullable Object value) {
        Expiry expiry = cursor.expiry();
        slot.value = expiry == null ? value : expiry.renewed(value);
        slot.present = true;
        slot.dirty = true;
        cursor.changed(cell, slot.value);
    }

    private void delete(Cell cell, Slot slot) {
        slot.value = null;
        slot.present = false;
        slot.dirty = true;
        cursor.changed(cell);
    }

    @Override
    public void putAll(Map<Object, @Nullable Object> entries) {
        entries.forEach(this::put);
    }

    @Override
    public void remove(Object key) {
        Cell cell = cursor.cell();
        boolean isNew = !MapContents.of(cell).slots.containsKey(key);
        if (isNew && cell.known) {
            return;
        }
        delete(cell, contents.blind(cell, key));
        if (isNew) {
            cursor.table().grown(cell, cursor.table().itemBytes());
        }
    }

    @Override
    public boolean contains(Object key) {
        Cell cell = cursor.cell();
        Slot slot = contents.slot(cell, key, cursor.table());
        if (renew(slot)) {
            cursor.changed(cell, slot.value);
        }
        return slot.present && isVisible(slot.value);
    }

    /** Renews an entry that is read, if reading renews and it lives; whether it has. */
    private boolean renew(Slot slot) {
        Expiry expiry = cursor.expiry();
        if (expiry == null
                || !expiry.renewedByReading()
                || !slot.present
                || !(slot.value instanceof Timed timed)
                || expiry.isExpired(timed)) {
            return false;
        }
        slot.value = expiry.renewed(timed.value());
        slot.dirty = true;
        return true;
    }

    private boolean isVisible(@Nullable Object found) {
        Expiry expiry = cursor.expiry();
        return expiry == null || (found instanceof Timed timed && expiry.isVisible(timed));
    }

    @Override
    public Iterable<Map.Entry<Object, @Nullable Object>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<Object> keys() {
        return () -> mapped(Map.Entry::getKey);
    }

    @Override
    public Iterable<@Nullable Object> values() {
        return () -> mapped(Map.Entry::getValue);
    }

    private <T extends @Nullable Object> Iterator<T> mapped(Function<Map.Entry<Object, @Nullable Object>, T> part) {
        Iterator<Map.Entry<Object, @Nullable Object>> entries = iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public T next() {
                return part.apply(entries.next());
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }

    @Override
    public Iterator<Map.Entry<Object, @Nullable Object>> iterator() {
        return iterator(true);
    }

    private Iterator<Map.Entry<Object, @Nullable Object>> iterator(boolean reading) {
        Cell cell = cursor.cell();
        if (contents.loadSmall(cell, cursor.table())) {
            if (reading) {
                renewAll(cell);
            }
            return new Entries(visible(cell).iterator(), null, false);
        }
        // Too many for memory: the database gets what it has not yet, and is then read page by page.
        cursor.table().write(cell);
        cursor.table().instance().apply();
        return new Entries(List.<LiveEntry>of().iterator(), cell, reading);
    }

    private void renewAll(Cell cell) {
        boolean renewed = false;
        for (Slot slot : MapContents.of(cell).slots.values()) {
            renewed |= renew(slot);
        }
        if (renewed) {
            cursor.changed(cell);
        }
    }

    /** Renews an entry that was read from the database; what memory knows better counts. */
    private void renew(Stored entry) {
        Expiry expiry = cursor.expiry();
        if (expiry == null || !expiry.renewedByReading() || !(entry.value() instanceof Timed timed)) {
            return;
        }
        Cell cell = cursor.cell();
        boolean isNew = !MapContents.of(cell).slots.containsKey(entry.mapKey());
        if (isNew && !expiry.isExpired(timed)) {
            set(cell, contents.blind(cell, entry.mapKey()), timed.value());
            cursor.table().grown(cell, cursor.table().itemBytes());
        } else if (!isNew && renew(contents.blind(cell, entry.mapKey()))) {
            cursor.changed(cell);
        }
    }

    /** The entries that may be seen, apart from the map, so that the map may change under an iteration. */
    private List<LiveEntry> visible(Cell cell) {
        List<LiveEntry> visible = new ArrayList<>();
        MapContents.of(cell).slots.forEach((key, slot) -> {
            if (slot.present && isVisible(slot.value)) {
                visible.add(new LiveEntry(key, plain(slot.value)));
            }
        });
        return visible;
    }

    private static @Nullable Object plain(@Nullable Object found) {
        return found instanceof Timed timed ? timed.value() : found;
    }

    @Override
    public boolean isEmpty() {
        return !iterator(false).hasNext();
    }

    @Override
    public void clear() {
        Cell cell = cursor.cell();
        MapContent content = MapContents.of(cell);
        content.slots.clear();
        content.wiped = cell.stored;
        cell.known = true;
        cursor.changed(cell);
    }

    /** An iteration: over entries in memory, then over pages of the database if there are any. */
    private final class Entries implements Iterator<Map.Entry<Object, @Nullable Object>> {
        private static final int PAGE = 256;

        private Iterator<LiveEntry> page;
        /** Null if there are no more pages. */
        private @Nullable Cell rest;
        /** Whether pages are renewed as they are read. */
        private final boolean renewing;

        private byte @Nullable [] after;
        private @Nullable Object last;

        Entries(Iterator<LiveEntry> page, @Nullable Cell rest, boolean renewing) {
            this.page = page;
            this.rest = rest;
            this.renewing = renewing;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && rest != null) {
                List<Stored> next = contents.page(rest, after, PAGE, cursor.table());
                List<LiveEntry> visible = new ArrayList<>(next.size());
                for (Stored entry : next) {
                    if (isVisible(entry.value())) {
                        visible.add(new LiveEntry(entry.mapKey(), plain(entry.value())));
                        if (renewing) {
                            renew(entry);
                        }
                    }
                    after = entry.databaseKey();
                }
                if (next.size() < PAGE) {
                    rest = null;
                }
                page = visible.iterator();
            }
            return page.hasNext();
        }

        @Override
        public Map.Entry<Object, @Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            LiveEntry entry = page.next();
            last = entry.getKey();
            return entry;
        }

        @Override
        public void remove() {
            Object key = last;
            if (key == null) {
                throw new IllegalStateException("remove() needs a next() before it.");
            }
            RocksMapState.this.remove(key);
            last = null;
        }
    }

    /** An entry that writes through. */
    private final class LiveEntry extends SimpleEntry<Object, @Nullable Object> {
        private static final long serialVersionUID = 1L;

        LiveEntry(Object key, @Nullable Object value) {
            super(key, value);
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
