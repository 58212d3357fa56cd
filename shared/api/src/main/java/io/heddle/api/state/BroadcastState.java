package io.heddle.api.state;

import java.util.Iterator;
import java.util.Map;

/** Broadcast state: a map that every parallel instance keeps whole, and must change alike. */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {
    /** Sets an entry. */
    void put(K key, V value) throws Exception;

    /** Sets several entries. */
    void putAll(Map<K, V> map) throws Exception;

    /** Removes an entry. */
    void remove(K key) throws Exception;

    /** All entries; {@link Iterator#remove} removes them from the state. */
    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    /** All entries. */
    Iterable<Map.Entry<K, V>> entries() throws Exception;
}
