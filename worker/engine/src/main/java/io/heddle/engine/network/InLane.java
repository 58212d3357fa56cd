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
 * producer as credit and paid when half a window has come together, or when all is consumed and the producer asked.
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
    private final AtomicBoolean payWhenConsumed = new AtomicBoolean();
    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

    // The net thread's.
    private int number;
    private int window;
    private boolean wakeMarked;
    private boolean starvedSender;
    /** Everything is here: whether the producer still is does not matter. */
    private boolean complete;

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
        return next();
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
        long now = released.addAndGet(cost);
        if (now - paid.get() >= payAtBytes.get() || (payWhenConsumed.get() && now == received.get())) {
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
        pay(from);
    }

    private void pay(Link from) {
        long now = released.get();
        int owed = (int) (now - paid.get());
        boolean consumed = now == received.get();
        if (owed >= payAtBytes.get() || (owed > 0 && consumed && payWhenConsumed.get())) {
            if (consumed) {
                payWhenConsumed.set(false);
            }
            if (consumed && starvedSender) {
                grow(from);
            }
            starvedSender = false;
            paid.set(now);
            from.credit(number, owed);
        }
    }

    /** The producer waits to hear that all is consumed; perhaps it is. */
    void onAsked() {
        payWhenConsumed.set(true);
        Link from = link.get();
        if (from != null && !over && !closed.get()) {
            pay(from);
        }
    }

    void onFrame(byte kind, byte flags, ByteBuf frame) {
        if (closed.get() || over) {
            memory.give(frame);
            return;
        }
        if ((flags & (Frames.TELL | Frames.STARVED)) != 0) {
            payWhenConsumed.set(true);
        }
        int payload = frame.writerIndex() - Frames.HEADER_BYTES;
        switch (kind) {
            case Frames.DATA -> deliver(NetworkBuffer.Kind.DATA, frame, Frames.cost(payload));
            case Frames.EVENT -> deliver(NetworkBuffer.Kind.EVENT, frame, Frames.cost(payload));
            case Frames.END -> {
                deliver(NetworkBuffer.Kind.END, frame, 0);
                complete = true;
            }
            default -> {
                urgent.add(NetworkBuffer.received(NetworkBuffer.Kind.PRIORITY_EVENT, frame, memory, this, 0));
                wakeSoon();
            }
        }
        starvedSender |= (flags & Frames.STARVED) != 0;
    }

    private void deliver(NetworkBuffer.Kind kind, ByteBuf frame, int cost) {
        long now = received.get() + cost;
        // Counted before the task can see it, or it could release more than was received.
        received.set(now);
        if (now - paid.get() > (long) window + Frames.cost(Frames.MOST_EVENT_BYTES)
                || !inbound.offer(NetworkBuffer.received(kind, frame, memory, this, cost))) {
            memory.give(frame);
            throw new FrameReader.CorruptStream("channel " + id + " was sent more than its credit");
        }
        wakeSoon();
    }

    /** The task had read everything while the producer was held up by the window: the distance asks for a wider one. */
    private void grow(Link from) {
        int more = memory.promiseMore(window);
        if (more > 0) {
            window += more;
            payAtBytes.set(window / 2);
            from.grow(number, more);
        }
    }

    /** The task is woken once for all that one read of the socket brought. */
    private void wakeSoon() {
        Link from = link.get();
        if (!wakeMarked && from != null) {
            wakeMarked = true;
            from.wakeAfterRead(this);
        }
    }

    void wakeTask() {
        wakeMarked = false;
        if (armed.compareAndSet(true, false)) {
            listener.onReadable();
        }
    }

    void onFailed(ChannelFailure failure) {
        boolean wasOver = over;
        retire();
        if (!wasOver && !complete && !closed.get()) {
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
