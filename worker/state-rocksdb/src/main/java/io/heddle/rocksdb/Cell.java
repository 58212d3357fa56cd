package io.heddle.rocksdb;

import org.jspecify.annotations.Nullable;

/** What is kept in memory of one key and namespace. */
final class Cell {
    final Object key;
    final Object namespace;
    final int keyHash;
    /** Of key and namespace, by which the table finds it. */
    final int hash;

    /** By the kind of state: a value or nothing, a {@link ListContent}, a {@link MapContent}. */
    @Nullable
    Object content;

    /** Whether {@link #content} says all there is; otherwise the database has to be asked. */
    boolean known;
    /** Whether the database has yet to hear of changes. */
    boolean dirty;
    /** Whether it is among the {@link ChangedCells}. */
    boolean waits;
    /** Whether it has changed since {@link #waitsSince}. */
    boolean changedAgain;
    /** Since which change of the table it waits to be written. */
    long waitsSince;
    /** Whether it was used since the clock's hand passed. */
    boolean recent;
    /** Whether the database may have something of it. */
    boolean stored;
    /** Whether the table still has it. */
    boolean cached;
    /** About what it takes on the heap. */
    long bytes;

    Cell(Object key, Object namespace, int keyHash, int hash) {
        this.key = key;
        this.namespace = namespace;
        this.keyHash = keyHash;
        this.hash = hash;
    }
}
