package io.heddle.engine.state.heap;

import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.types.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** The key that state belongs to right now, hashed once. */
final class CurrentKey implements CellKey {
    private final KeyHasher<Object> hasher;
    private final TypeSerializer<Object> serializer;
    private @Nullable Object key;
    private int hash;

    CurrentKey(KeyHasher<Object> hasher, TypeSerializer<Object> serializer) {
        this.hasher = hasher;
        this.serializer = serializer;
    }

    void set(Object next) {
        set(next, hasher.hash(next));
    }

    void set(Object next, int hashOfNext) {
        key = next;
        hash = hashOfNext;
    }

    @Override
    public Object tableKey() {
        Object current = key;
        if (current == null) {
            throw new IllegalStateException(
                    "Keyed state was used where there is no key. It can be used in functions on a keyed stream, while a"
                            + " record or a timer is processed, not in open() or close().");
        }
        return current;
    }

    @Override
    public Object ownedTableKey() {
        return owned(tableKey());
    }

    @Override
    public int hash() {
        return hash;
    }

    /** A key as it may be kept: nobody else can change it. */
    Object owned(Object other) {
        return serializer.immutable() ? other : serializer.copy(other);
    }

    int hashOf(Object other) {
        return hasher.hash(other);
    }
}
