package io.heddle.api.state;

import java.util.Iterator;
import java.util.Map;

/**
 * Broadcast state: a map that every parallel instance keeps whole, on the heap, and must change alike: by the
 * broadcast records alone, since instances see the other stream's records at different moments. Part of checkpoints;
 * after a restore, at any parallelism, every instance has all of it.
 *
 * @param <K> the keys of the map
 * @param <V> its values
 */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {
    /** Sets an entry. */
    void put(K key, V value) throws Exception;

    /** Sets several entries. */
    void putAll(Map<K, V> map) throws Exception;

    /** Removes an entry; does nothing if there is none. */
    void remove(K key) throws Exception;

    /** All entries; {@link Iterator#remove} removes them from the state. */
    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    /** All entries. */
    Iterable<Map.Entry<K, V>> entries() throws Exception;
}
