package io.heddle.engine.state.heap;

import io.heddle.api.state.MapState;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A map per key; with a time to live each entry expires by itself. */
record HeapMapState(Cell cell) implements MapState<Object, @Nullable Object> {

    @Override
    public @Nullable Object get(Object key) {
        Map<Object, @Nullable Object> map = map();
        if (map == null) {
            return null;
        }
        Object found = map.get(key);
        Expiry expiry = cell.expiry();
        if (expiry == null || found == null) {
            return found;
        }
        Timed timed = (Timed) found;
        if (expiry.isExpired(timed)) {
            remove(key);
            return expiry.isVisible(timed) ? timed.value() : null;
        }
        if (expiry.renewedByReading()) {
            map.put(key, expiry.renewed(timed.value()));
            cell.raw(map);
        }
        return timed.value();
    }

    @Override
    public void put(Object key, @Nullable Object value) {
        Map<Object, @Nullable Object> map = map();
        if (map == null) {
            map = new LinkedHashMap<>(4);
        }
        Expiry expiry = cell.expiry();
        map.put(key, expiry == null ? value : expiry.renewed(value));
        cell.raw(map);
    }

    @Override
    public void putAll(Map<Object, @Nullable Object> entries) {
        entries.forEach(this::put);
    }

    @Override
    public void remove(Object key) {
        Map<Object, @Nullable Object> map = map();
        if (map != null && map.containsKey(key)) {
            map.remove(key);
            if (map.isEmpty()) {
                cell.clear();
            } else {
                cell.raw(map);
            }
        }
    }

    @Override
    public boolean contains(Object key) {
        Map<Object, @Nullable Object> map = map();
        if (map == null || !map.containsKey(key)) {
            return false;
        }
        Expiry expiry = cell.expiry();
        if (expiry == null) {
            return true;
        }
        if (!(map.get(key) instanceof Timed timed)) {
            return false;
        }
        if (expiry.renewedByReading() && !expiry.isExpired(timed)) {
            map.put(key, expiry.renewed(timed.value()));
            cell.raw(map);
        }
        return expiry.isVisible(timed);
    }

    @Override
    public Iterable<Map.Entry<Object, @Nullable Object>> entries() {
        return this::iterator;
    }

    @Override
    public Iterable<Object> keys() {
        return () -> new Entries<>(read().iterator(), Map.Entry::getKey);
    }

    @Override
    public Iterable<@Nullable Object> values() {
        return () -> new Entries<>(read().iterator(), Map.Entry::getValue);
    }

    @Override
    public Iterator<Map.Entry<Object, @Nullable Object>> iterator() {
        return new Entries<>(read().iterator(), entry -> entry);
    }

    /** An iteration over entries, or over a part of each. */
    private final class Entries<T extends @Nullable Object> implements Iterator<T> {
        private final Iterator<Map.Entry<Object, @Nullable Object>> entries;
        private final Function<Map.Entry<Object, @Nullable Object>, T> part;
        private @Nullable Object last;

        Entries(
                Iterator<Map.Entry<Object, @Nullable Object>> entries,
                Function<Map.Entry<Object, @Nullable Object>, T> part) {
            this.entries = entries;
            this.part = part;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public T next() {
            Map.Entry<Object, @Nullable Object> entry = entries.next();
            last = entry.getKey();
            return part.apply(entry);
        }

        @Override
        public void remove() {
            Object key = last;
            if (key == null) {
                throw new IllegalStateException("remove() needs a next() before it.");
            }
            HeapMapState.this.remove(key);
            last = null;
        }
    }

    @Override
    public boolean isEmpty() {
        return visible().isEmpty();
    }

    @Override
    public void clear() {
        cell.clear();
    }

    /** As {@link #visible}, for somebody who reads them: renewed if reading renews. */
    private List<Map.Entry<Object, @Nullable Object>> read() {
        List<Map.Entry<Object, @Nullable Object>> visible = visible();
        Map<Object, @Nullable Object> map = map();
        Expiry expiry = cell.expiry();
        if (map != null && expiry != null && expiry.renewedByReading()) {
            map.replaceAll((key, found) ->
                    found instanceof Timed timed && !expiry.isExpired(timed) ? expiry.renewed(timed.value()) : found);
            cell.raw(map);
        }
        return visible;
    }

    /** The entries that may be seen, apart from the map, so that the map may change under an iteration. */
    private List<Map.Entry<Object, @Nullable Object>> visible() {
        Map<Object, @Nullable Object> map = map();
        if (map == null) {
            return List.of();
        }
        List<Map.Entry<Object, @Nullable Object>> visible = new ArrayList<>(map.size());
        Expiry expiry = cell.expiry();
        for (Map.Entry<Object, @Nullable Object> entry : map.entrySet()) {
            if (expiry == null) {
                visible.add(new LiveEntry(entry.getKey(), entry.getValue()));
            } else if (entry.getValue() instanceof Timed timed && expiry.isVisible(timed)) {
                visible.add(new LiveEntry(entry.getKey(), timed.value()));
            }
        }
        return visible;
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<Object, @Nullable Object> map() {
        return (Map<Object, @Nullable Object>) cell.raw();
    }

    /** An entry that writes through. */
    private final class LiveEntry extends SimpleEntry<Object, @Nullable Object> {
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
