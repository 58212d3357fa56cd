package io.heddle.rocksdb;

import io.heddle.engine.state.heap.PlacedTimer;

/** A timer in memory; one that is in no heap has been removed, of which the database has yet to hear. */
final class CachedTimer extends PlacedTimer {
    final Object key;
    final Object namespace;
    /** Of time, key and namespace. */
    final int hash;

    final short group;
    /** Whether the database has it, or may have it. */
    boolean stored;
    /** Whether the database has yet to hear that it was added, or removed. */
    boolean dirty;

    CachedTimer(long timeMs, long sequence, Object key, Object namespace, int hash, int group) {
        super(timeMs, sequence);
        this.key = key;
        this.namespace = namespace;
        this.hash = hash;
        this.group = (short) group;
    }
}
