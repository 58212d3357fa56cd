package io.heddle.engine.state.heap;

import io.heddle.api.state.BroadcastState;
import io.heddle.core.types.TypeSerializer;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broadcast state: a map that the instance keeps whole. */
record BroadcastMap(TypeSerializer<Object> keys, TypeSerializer<Object> values, Map<Object, Object> map)
        implements BroadcastState<Object, Object> {

    /** A copy that nobody changes. */
    Map<Object, Object> frozen() {
        Map<Object, Object> copies = new LinkedHashMap<>();
        map.forEach((key, value) -> copies.put(keys.copy(key), values.copy(value)));
        return copies;
    }

    @Override
    public @Nullable Object get(Object key) {
        return map.get(key);
    }

    @Override
    public boolean contains(Object key) {
        return map.containsKey(key);
    }

    @Override
    public void put(Object key, Object value) {
        map.put(key, value);
    }

    @Override
    public void putAll(Map<Object, Object> entries) {
        map.putAll(entries);
    }

    @Override
    public void remove(Object key) {
        map.remove(key);
    }

    @Override
    public Iterator<Map.Entry<Object, Object>> iterator() {
        return map.entrySet().iterator();
    }

    @Override
    public Iterable<Map.Entry<Object, Object>> entries() {
        return map.entrySet();
    }

    @Override
    public Iterable<Map.Entry<Object, Object>> immutableEntries() {
        return Collections.unmodifiableMap(map).entrySet();
    }

    @Override
    public void clear() {
        map.clear();
    }
}
