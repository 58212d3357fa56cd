package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The network memory's account. Sending is refused above the budget; receiving never is, because what may arrive was
 * promised as credit before. Safe from any thread.
 */
final class BufferMemory {
    private static final int BASE_WINDOW_BYTES = 32 * 1024;
    private static final int LEAST_WINDOW_BYTES = 4 * 1024;
    private static final int MOST_WINDOW_BYTES = 512 * 1024;

    private final ByteBufAllocator allocator;
    private final long budgetBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong promisedBytes = new AtomicLong();

    BufferMemory(ByteBufAllocator allocator, long budgetBytes) {
        this.allocator = allocator;
        this.budgetBytes = budgetBytes;
    }

    long budgetBytes() {
        return budgetBytes;
    }

    long usedBytes() {
        return usedBytes.get();
    }

    /** A frame for a payload of that capacity, or null if the budget is used up. */
    @Nullable
    ByteBuf tryTake(int payloadBytes) {
        return usedBytes.get() + payloadBytes > budgetBytes ? null : take(payloadBytes);
    }

    /** A frame in any case: for what is bounded otherwise. */
    ByteBuf take(int payloadBytes) {
        int bytes = payloadBytes + Frames.HEADER_BYTES;
        ByteBuf frame = allocator.directBuffer(bytes, bytes);
        usedBytes.addAndGet(bytes);
        return frame;
    }

    void give(ByteBuf frame) {
        handedOver(frame);
        frame.release();
    }

    /** The connection owns the frame now; it has a bound of its own. */
    void handedOver(ByteBuf frame) {
        usedBytes.addAndGet(-frame.maxCapacity());
    }

    /**
     * How many bytes a new channel may receive before it has released any. Promises are not allocations: with very many
     * channels their sum passes the budget, which matters only if all of them are stuck at once; the least window keeps
     * that small.
     */
    int promiseWindow() {
        int window = promisedBytes.get() < budgetBytes / 4 ? BASE_WINDOW_BYTES : LEAST_WINDOW_BYTES;
        promisedBytes.addAndGet(window);
        return window;
    }

    /** How many more bytes a channel that is held up by its window may get; 0 if there is nothing to spare. */
    int promiseMore(int window) {
        if (window >= MOST_WINDOW_BYTES || promisedBytes.get() + window > budgetBytes / 2) {
            return 0;
        }
        promisedBytes.addAndGet(window);
        return window;
    }

    void forgetWindow(int window) {
        promisedBytes.addAndGet(-window);
    }
}
