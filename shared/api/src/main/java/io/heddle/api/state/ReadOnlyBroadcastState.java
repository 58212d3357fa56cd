package io.heddle.api.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broadcast state as the non-broadcast side sees it. Do not change the values. */
public interface ReadOnlyBroadcastState<K, V> extends State {
    /** The value of an entry, or null if there is none. */
    @Nullable
    V get(K key) throws Exception;

    /** Whether there is such an entry. */
    boolean contains(K key) throws Exception;

    /** All entries. */
    Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
