package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.time.Clock;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database of one operator instance, and the budget of its object cache. Owner thread only.
 *
 * <p>While an I/O thread links the files for a checkpoint nothing is written: changes wait in the cache, which may overrun its
 * budget by a quarter for that time. So a checkpoint holds exactly what was there when it was taken, and the task need not wait
 * for RocksDB to write its memory to files.
 */
final class Instance {
    private static final int BATCH_BYTES = 1 << 20;
    /** Of the cache's budget, changes that no checkpoint holds yet may take one in so many. */
    private static final int CHANGES_OF = 4;

    final Database database;
    final KeyGroupRange range;
    final Clock clock;
    final WriteBuffer buffer = new WriteBuffer();
    final ChangeLog changes = new ChangeLog();
    /** For one key and one value on their way; used and left within one method. */
    final BinaryWriter keyBytes = new BinaryWriter(64);

    final BinaryWriter valueBytes = new BinaryWriter(256);
    final BinaryReader reader = new BinaryReader();

    private @Nullable BatchReads batchReads;

    private final RocksMemory memory;
    private final List<WriteBackCache> caches = new ArrayList<>();
    private long usedBytes;
    /** What they may take before it is looked again whether there is room. */
    private long enoughBytes;
    /** Those of the last checkpoint; null before the first one. */
    private @Nullable Links links;

    Instance(Database database, KeyGroupRange range, Clock clock, RocksMemory memory) {
        this.database = database;
        this.range = range;
        this.clock = clock;
        this.memory = memory;
        memory.join();
    }

    void close() {
        memory.leave();
        database.release();
    }

    void add(WriteBackCache cache) {
        caches.add(cache);
    }

    void remove(StateTable table) {
        caches.remove(table);
        usedBytes -= table.bytes();
    }

    BatchReads batchReads() {
        BatchReads made = batchReads;
        if (made == null) {
            made = new BatchReads();
            batchReads = made;
        }
        return made;
    }

    void grow(long bytes) {
        usedBytes += bytes;
    }

    /** What its caches may take of the heap together. */
    long budgetBytes() {
        return memory.objectCacheShareBytes();
    }

    long cachedBytes() {
        return usedBytes;
    }

    /** Whether it is time to {@link #makeRoom}: what is cached grows by new keys, and by what comes to those it has. */
    boolean isCrowded() {
        return usedBytes > enoughBytes;
    }

    /** Has caches let go of what they hold until there is room for more; called before they grow. */
    void makeRoom() {
        long limitBytes = memory.objectCacheShareBytes() - changes.heldBytes();
        enoughBytes = limitBytes;
        if (usedBytes <= limitBytes) {
            return;
        }
        if (isHeld()) {
            if (usedBytes <= limitBytes + limitBytes / 4) {
                enoughBytes = limitBytes + limitBytes / 4;
                return;
            }
            awaitLinks();
        }
        while (usedBytes > limitBytes) {
            WriteBackCache largest = caches.stream()
                    .max(Comparator.comparingLong(WriteBackCache::bytes))
                    .orElseThrow();
            if (!largest.evict()) {
                // What is left stays, so that there is nothing to be looked for until there is more.
                enoughBytes = usedBytes;
                return;
            }
            apply();
        }
    }

    /** Writes out what has been buffered, if it is much. */
    void drain() {
        if (buffer.bytes() >= BATCH_BYTES) {
            apply();
        }
    }

    /** Writes out what has been buffered, unless files are being linked: then it waits for the next occasion. */
    void drainUnlessHeld() {
        if (!isHeld()) {
            apply();
        }
    }

    /** Writes out what has been buffered. */
    void apply() {
        awaitLinks();
        if (!buffer.isEmpty()) {
            byte[] batch = buffer.toBatch();
            database.write(batch);
            changes.add(batch, memory.objectCacheShareBytes() / CHANGES_OF);
            buffer.clear();
        }
    }

    /** A checkpoint begins: everything that changed is in the database afterwards. */
    void writeBack() {
        // The share of the budget may be another one than when it was looked at last.
        enoughBytes = 0;
        for (WriteBackCache cache : caches) {
            cache.writeBackForCheckpoint();
        }
        apply();
    }

    /** From now on nothing is written until the links are made. */
    void hold(Links next) {
        awaitLinks();
        links = next;
    }

    /** Whether nothing may be written just now without waiting. */
    boolean isHeld() {
        return links != null && !links.isDone();
    }

    /** RocksDB itself makes writers wait in the same way when its disk cannot keep up; this is bounded by one flush. */
    private void awaitLinks() {
        if (links != null) {
            links.settle();
            links = null;
        }
    }
}
