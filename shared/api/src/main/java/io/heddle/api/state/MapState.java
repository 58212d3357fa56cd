package io.heddle.api.state;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map per key. Cheaper than a value state that holds a map: entries are read and written one by one. */
public interface MapState<K, V> extends State {
    /** The value of an entry, or null. */
    @Nullable
    V get(K key) throws Exception;

    /** Sets an entry. */
    void put(K key, V value) throws Exception;

    /** Sets several entries. */
    void putAll(Map<K, V> map) throws Exception;

    /** Removes an entry. */
    void remove(K key) throws Exception;

    /** Whether there is such an entry. */
    boolean contains(K key) throws Exception;

    /** All entries. */
    Iterable<Map.Entry<K, V>> entries() throws Exception;

    /** All keys. */
    Iterable<K> keys() throws Exception;

    /** All values. */
    Iterable<V> values() throws Exception;

    /** All entries; {@link Iterator#remove} removes them from the state. */
    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    /** Whether there is no entry. */
    boolean isEmpty() throws Exception;
}
