package io.heddle.api.state;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map per key. Cheaper than a value state that holds a map: entries are read and written one by one. A map without
 * entries takes no room. With a time to live each entry expires by itself.
 *
 * <p>All methods throw what the backend throws if it fails.
 *
 * @param <K> the keys of the map, not to be mixed up with the key of the stream
 * @param <V> its values
 */
public interface MapState<K, V> extends State {
    /**
     * The value of an entry, or null if there is none. What was changed in a value must be put back: whether a change
     * in place is seen depends on the backend.
     */
    @Nullable
    V get(K key) throws Exception;

    /** Sets an entry. */
    void put(K key, V value) throws Exception;

    /** Sets several entries. */
    void putAll(Map<K, V> map) throws Exception;

    /** Removes an entry; does nothing if there is none. */
    void remove(K key) throws Exception;

    /** Whether there is such an entry. */
    boolean contains(K key) throws Exception;

    /** All entries of the current key, in no particular order. */
    Iterable<Map.Entry<K, V>> entries() throws Exception;

    /** All keys of the map of the current key. */
    Iterable<K> keys() throws Exception;

    /** All values of the map of the current key. */
    Iterable<V> values() throws Exception;

    /** All entries; {@link Iterator#remove} removes them from the state. */
    Iterator<Map.Entry<K, V>> iterator() throws Exception;

    /** Whether there is no entry. */
    boolean isEmpty() throws Exception;
}
