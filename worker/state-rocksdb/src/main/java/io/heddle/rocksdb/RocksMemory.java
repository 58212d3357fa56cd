package io.heddle.rocksdb;

import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory of all databases of a worker: one block cache, out of which write buffers are charged too, so that the
 * sum keeps to the budget, but for a write buffer that the disk is late to take; and how many bytes of heap their object
 * caches may take.
 */
public final class RocksMemory implements AutoCloseable {
    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final long budgetBytes;
    private final long objectCacheBytes;

    private final AtomicInteger databases = new AtomicInteger();

    /**
     * Takes the budget.
     *
     * @param budgetBytes for blocks, indexes, filters and write buffers of all databases together
     * @param writeBufferRatio share of it that write buffers may take
     * @param highPriorityRatio share of it kept for indexes and filters
     * @param objectCacheBytes heap for the object caches of all databases together
     */
    public RocksMemory(long budgetBytes, double writeBufferRatio, double highPriorityRatio, long objectCacheBytes) {
        NativeRocks.requireLoaded();
        this.budgetBytes = budgetBytes;
        this.objectCacheBytes = objectCacheBytes;
        // A write buffer may overrun its share by half before the manager has it flushed: give the manager two thirds
        // of it, so
        // that cache and overrun together stay inside the budget.
        long buffers = (long) (budgetBytes * writeBufferRatio / 1.5);
        this.cache = new LRUCache(budgetBytes - buffers / 2, -1, false, highPriorityRatio);
        this.writeBuffers = new WriteBufferManager(buffers, cache);
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** One more database shares the memory. */
    void join() {
        databases.incrementAndGet();
    }

    /** One database less shares the memory. */
    void leave() {
        databases.decrementAndGet();
    }

    /** The share of one database in the heap for object caches; it changes as databases come and go. */
    long objectCacheShareBytes() {
        return objectCacheBytes / Math.max(1, databases.get());
    }

    /** The size that a single write buffer should not exceed, so that several families fit. */
    long largestWriteBufferBytes(long wanted) {
        return Math.max(1 << 20, Math.min(wanted, budgetBytes / 8));
    }

    /** Native bytes in use now: blocks, indexes, filters and write buffers. */
    public long usedBytes() {
        return cache.getUsage();
    }

    public long budgetBytes() {
        return budgetBytes;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
