package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyHasher;
import org.jspecify.annotations.Nullable;

/** The key that state belongs to right now, hashed once. */
final class CurrentKey {
    private final KeyHasher<Object> hasher;
    private @Nullable Object key;
    private int hash;

    CurrentKey(KeyHasher<Object> hasher) {
        this.hasher = hasher;
    }

    void set(Object next) {
        set(next, hasher.hash(next));
    }

    void set(Object next, int hashOfNext) {
        key = next;
        hash = hashOfNext;
    }

    Object key() {
        Object current = key;
        if (current == null) {
            throw new IllegalStateException(
                    "Keyed state was used where there is no key. It can be used in functions on a keyed stream, while a"
                            + " record or a timer is processed, not in open() or close().");
        }
        return current;
    }

    int hash() {
        return hash;
    }

    int hashOf(Object other) {
        return hasher.hash(other);
    }
}
