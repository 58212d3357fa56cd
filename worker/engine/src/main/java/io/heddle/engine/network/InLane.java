package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jctools.queues.SpscChunkedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The consuming end. The net thread fills {@link #inbound}, the task empties it; what the task releases is owed to the
 * producer as credit and paid when half a window has come together or the task has nothing left to read.
 */
final class InLane implements ReceiverChannel, Lane {
    /** A window's worth of frames of the least cost, and room for events that may pass the window. */
    private static final int MOST_QUEUED_FRAMES = 16384;

    private final ChannelId id;
    private final ReceiverListener listener;
    private final BufferMemory memory;

    // Between the threads.
    private final Queue<NetworkBuffer> inbound = new SpscChunkedArrayQueue<>(8, MOST_QUEUED_FRAMES);
    private final Queue<NetworkBuffer> urgent = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> backward = new ConcurrentLinkedQueue<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong released = new AtomicLong();
    private final AtomicInteger payAtBytes = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicLong paid = new AtomicLong();
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

    // The net thread's.
    private int number;
    private int window;
    private boolean over;

    InLane(ChannelId id, ReceiverListener listener, BufferMemory memory) {
        this.id = id;
        this.listener = listener;
        this.memory = memory;
    }

    // ---- task thread ----

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public @Nullable NetworkBuffer poll() {
        if (closed.get()) {
            return null;
        }
        NetworkBuffer next = next();
        if (next != null) {
            return next;
        }
        armed.set(true);
        next = next();
        if (next == null && released.get() > paid.get()) {
            signal();
        }
        return next;
    }

    private @Nullable NetworkBuffer next() {
        NetworkBuffer event = urgent.poll();
        return event != null ? event : inbound.poll();
    }

    @Override
    public long queuedBytes() {
        return received.get() - released.get();
    }

    /** A buffer was released; by any thread. */
    void released(int cost) {
        if (released.addAndGet(cost) - paid.get() >= payAtBytes.get()) {
            signal();
        }
    }

    @Override
    public void sendBackward(byte[] payload) {
        if (payload.length > Frames.MOST_EVENT_BYTES) {
            throw new IllegalArgumentException("a message back of " + payload.length + " bytes on channel " + id
                    + "; these are bounded by " + Frames.MOST_EVENT_BYTES);
        }
        backward.add(payload);
        signal();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // Without a link there is nothing to let go of; the link that comes looks here first.
            signal();
        }
    }

    private void signal() {
        if (signalled.compareAndSet(false, true)) {
            Link from = link.get();
            if (from != null) {
                from.dirty(this);
            }
        }
    }

    // ---- net thread ----

    void attach(Link from, int number, int window) {
        this.number = number;
        this.window = window;
        payAtBytes.set(window / 2);
        link.set(from);
        signalled.set(true);
        from.dirty(this);
    }

    @Override
    public void service() {
        signalled.set(false);
        Link from = link.get();
        if (from == null || over) {
            if (closed.get()) {
                drop();
            }
            return;
        }
        if (closed.get()) {
            from.closeReceiver(number);
            retire();
            return;
        }
        byte[] message;
        while ((message = backward.poll()) != null) {
            from.backward(number, message);
        }
        long owed = released.get() - paid.get();
        if (owed > 0) {
            paid.set(paid.get() + owed);
            from.credit(number, (int) owed);
        }
    }

    void onFrame(byte kind, byte flags, ByteBuf frame) {
        if (closed.get() || over) {
            memory.give(frame);
            return;
        }
        int payload = frame.writerIndex() - Frames.HEADER_BYTES;
        switch (kind) {
            case Frames.DATA -> deliver(NetworkBuffer.Kind.DATA, frame, Frames.cost(payload));
            case Frames.EVENT -> deliver(NetworkBuffer.Kind.EVENT, frame, Frames.cost(payload));
            case Frames.END -> deliver(NetworkBuffer.Kind.END, frame, 0);
            default -> {
                urgent.add(NetworkBuffer.received(NetworkBuffer.Kind.PRIORITY_EVENT, frame, memory, this, 0));
                wakeTask();
            }
        }
        if (flags == Frames.STARVED) {
            considerGrowth();
        }
    }

    private void deliver(NetworkBuffer.Kind kind, ByteBuf frame, int cost) {
        long unpaid = received.get() + cost - paid.get();
        if (unpaid > (long) window + Frames.cost(Frames.MOST_EVENT_BYTES)
                || !inbound.offer(NetworkBuffer.received(kind, frame, memory, this, cost))) {
            memory.give(frame);
            throw new FrameReader.CorruptStream("channel " + id + " was sent more than its credit");
        }
        received.set(received.get() + cost);
        wakeTask();
    }

    /** A producer is held up by the window: widen it, if it is the distance that holds it up and not our task. */
    private void considerGrowth() {
        Link from = link.get();
        if (from == null || received.get() - released.get() > window / 2) {
            return;
        }
        int more = memory.promiseMore(window);
        if (more > 0) {
            window += more;
            payAtBytes.set(window / 2);
            from.grow(number, more);
        }
    }

    private void wakeTask() {
        if (armed.compareAndSet(true, false)) {
            listener.onReadable();
        }
    }

    void onFailed(ChannelFailure failure) {
        boolean wasOver = over;
        retire();
        if (!wasOver && !closed.get()) {
            listener.onFailed(failure);
        }
    }

    private void retire() {
        if (!over) {
            over = true;
            memory.forgetWindow(window);
            Link from = link.get();
            if (from != null) {
                from.forgetReceiver(number);
            }
        }
        if (closed.get()) {
            drop();
        }
    }

    /** After the task has closed, the queue has no other reader. */
    void drop() {
        NetworkBuffer buffer;
        while ((buffer = inbound.poll()) != null) {
            buffer.release();
        }
        while ((buffer = urgent.poll()) != null) {
            buffer.release();
        }
    }
}
