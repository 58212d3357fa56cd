package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.jctools.queues.SpscChunkedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The producing end. The task fills {@link #queue}; the net thread empties it as far as credit goes. Bytes are counted
 * three times, each time by one writer: {@code enqueued} (task), {@code transmitted} and {@code consumed} (net).
 */
final class OutLane implements SenderChannel, Lane {
    private static final int MOST_UNSENT_FRAMES = 8192;
    private static final int LEAST_FRAME_BYTES = 1024;
    private static final int TURN_BYTES = 128 * 1024;
    private static final long MOST_UNSENT_FULL_FRAMES = 4;

    /** Where the lane stands, from the task's point of view. */
    private enum Wish {
        GO_ON,
        FINISHED,
        FAILED,
        CLOSED
    }

    private final ChannelId id;
    private final SenderListener listener;
    private final BufferMemory memory;
    private final Exchange exchange;
    private final int segmentBytes;

    // Between the threads.
    private final Queue<ByteBuf> queue = new SpscChunkedArrayQueue<>(8, MOST_UNSENT_FRAMES);
    private final Queue<ByteBuf> urgent = new ConcurrentLinkedQueue<>();
    private final AtomicLong transmitted = new AtomicLong();
    private final AtomicLong consumed = new AtomicLong();
    /** Payload and header together, so that a full frame fills whole TLS records and a pooled size. */
    private final AtomicInteger mostFrameBytes = new AtomicInteger(LEAST_FRAME_BYTES);

    /** What must have been transmitted before the task, which found no room, is woken. */
    private final AtomicLong roomAt = new AtomicLong(Long.MAX_VALUE);

    private final AtomicBoolean wantsIdle = new AtomicBoolean();
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicBoolean silent = new AtomicBoolean();
    private final AtomicReference<Wish> wish = new AtomicReference<>(Wish.GO_ON);
    private final AtomicReference<@Nullable String> failReason = new AtomicReference<>();
    private final AtomicReference<@Nullable Link> link = new AtomicReference<>();

    // The task's.
    private final CRC32C crc = new CRC32C();
    private long enqueued;
    private int frameBytes = LEAST_FRAME_BYTES;

    // The net thread's.
    private int number;
    private long credit;
    private long window;
    /** Up to which transmitted byte the receiver has been asked to pay as soon as it has consumed it. */
    private long toldAt;

    private boolean inReady;
    private boolean over;

    OutLane(ChannelId id, SenderListener listener, BufferMemory memory, Exchange exchange, int segmentBytes) {
        this.id = id;
        this.listener = listener;
        this.memory = memory;
        this.exchange = exchange;
        this.segmentBytes = segmentBytes;
    }

    // ---- task thread ----

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public @Nullable NetworkBuffer request() {
        if (!hasRoom()) {
            return null;
        }
        int capacity = Math.min(frameBytes, mostFrameBytes.get()) - Frames.HEADER_BYTES;
        ByteBuf frame = memory.tryTake(capacity);
        if (frame == null) {
            if (enqueued != transmitted.get() && mustWait(transmitted.get() + 1)) {
                return null;
            }
            // A channel with nothing on its way always gets a little, or it would wait for memory that others hold
            // and nobody would wake it.
            frame = memory.take(Math.min(capacity, LEAST_FRAME_BYTES - Frames.HEADER_BYTES));
        }
        return NetworkBuffer.toFill(frame, memory);
    }

    @Override
    public boolean hasRoom() {
        long most = mostFrameBytes.get();
        if (enqueued - transmitted.get() < MOST_UNSENT_FULL_FRAMES * most) {
            return true;
        }
        // Woken when half of it has gone, so that threads do not take turns at every frame.
        return !mustWait(enqueued - MOST_UNSENT_FULL_FRAMES / 2 * most);
    }

    /** Asks to be woken at {@code transmittedBytes}; false if they have gone meanwhile. */
    private boolean mustWait(long transmittedBytes) {
        roomAt.set(transmittedBytes);
        if (transmitted.get() < transmittedBytes) {
            return true;
        }
        roomAt.set(Long.MAX_VALUE);
        return false;
    }

    @Override
    public void send(NetworkBuffer buffer) {
        int size = buffer.bytes().position();
        int capacity = buffer.bytes().capacity();
        ByteBuf frame = buffer.takeFrame();
        int whole = capacity + Frames.HEADER_BYTES;
        if (size > capacity - capacity / 4) {
            frameBytes = Math.min(segmentBytes, whole * 2);
        } else if (size < capacity / 4) {
            frameBytes = Math.max(LEAST_FRAME_BYTES, whole / 2);
        }
        enqueue(frame, Frames.DATA, size);
    }

    @Override
    public void sendEvent(byte[] payload) {
        enqueue(framed(payload), Frames.EVENT, payload.length);
    }

    @Override
    public void sendPriorityEvent(byte[] payload) {
        ByteBuf frame = framed(payload);
        Frames.seal(frame, Frames.PRIORITY, payload.length, crc);
        urgent.add(frame);
        signal();
    }

    private ByteBuf framed(byte[] payload) {
        if (payload.length > Frames.MOST_EVENT_BYTES) {
            throw new IllegalArgumentException("an event of " + payload.length + " bytes on channel " + id
                    + "; events are bounded by " + Frames.MOST_EVENT_BYTES + ", send more as data");
        }
        ByteBuf frame = memory.take(payload.length);
        frame.setBytes(Frames.HEADER_BYTES, payload);
        return frame;
    }

    private void enqueue(ByteBuf frame, byte kind, int size) {
        Frames.seal(frame, kind, size, crc);
        if (wish.get() != Wish.GO_ON || !queue.offer(frame)) {
            memory.give(frame);
            if (wish.get() == Wish.GO_ON) {
                fail("more than " + MOST_UNSENT_FRAMES + " unsent frames on channel " + id
                        + ": the producing task does not ask for room before it emits");
            }
            return;
        }
        enqueued += Frames.cost(size);
        signal();
    }

    @Override
    public boolean receiverIdle() {
        if (consumed.get() == enqueued) {
            return true;
        }
        if (wantsIdle.compareAndSet(false, true)) {
            if (consumed.get() == enqueued) {
                wantsIdle.set(false);
                return true;
            }
            signal();
        }
        return false;
    }

    @Override
    public long backlogBytes() {
        return enqueued - consumed.get();
    }

    @Override
    public void finish() {
        if (wish.compareAndSet(Wish.GO_ON, Wish.FINISHED)) {
            signal();
        }
    }

    @Override
    public void fail(String reason) {
        failReason.set(reason);
        if (wish.compareAndSet(Wish.GO_ON, Wish.FAILED)) {
            signal();
        }
    }

    @Override
    public void close() {
        silent.set(true);
        wish.compareAndSet(Wish.GO_ON, Wish.CLOSED);
        signal();
    }

    private void signal() {
        boolean first = signalled.compareAndSet(false, true);
        Link to = link.get();
        if (to == null) {
            if (wish.get() != Wish.GO_ON) {
                exchange.settle(this);
            }
        } else if (first) {
            to.dirty(this);
        }
    }

    // ---- registry thread ----

    /** The task is done with a lane that nobody has come for; true if it need not wait any longer. */
    boolean settle(boolean waiting) {
        if (link.get() != null || !(waiting || over)) {
            // A consumer has come: its link looks at the wish.
            return false;
        }
        Wish now = wish.get();
        if (over || now != Wish.FINISHED) {
            drop();
        }
        over |= now == Wish.CLOSED;
        return over;
    }

    // ---- net thread ----

    /** The consumer has come. */
    void attach(Link to, int number, int window) {
        this.number = number;
        this.credit = window;
        this.window = window;
        frameBound();
        link.set(to);
        signalled.set(true);
        to.dirty(this);
    }

    private void frameBound() {
        // Two frames fit into the window; a power of two, as the segment size is.
        long most = Math.min(segmentBytes, Long.highestOneBit(window / 2));
        mostFrameBytes.set((int) Math.max(LEAST_FRAME_BYTES, most));
    }

    boolean markReady() {
        boolean before = inReady;
        inReady = true;
        return !before;
    }

    @Override
    public void service() {
        signalled.set(false);
        Link to = link.get();
        if (to == null || over) {
            drop();
            return;
        }
        Wish now = wish.get();
        if (now == Wish.FAILED || now == Wish.CLOSED) {
            String reason = failReason.get();
            to.failReceiver(number, reason != null ? reason : "the producing task closed its output before its end");
            retire();
            return;
        }
        to.ready(this);
    }

    /** Sends what credit allows, within one turn's share; true if there is more that could go. */
    boolean pump(Link to, CRC32C netCrc) {
        inReady = false;
        if (over) {
            drop();
            return false;
        }
        ByteBuf event;
        while ((event = urgent.poll()) != null) {
            memory.handedOver(event);
            Frames.address(event, number, (byte) 0, netCrc);
            to.send(event);
        }
        // Read before the queue: what is said after the wish cannot be in front of it.
        boolean finished = wish.get() == Wish.FINISHED;
        long turn = 0;
        ByteBuf frame;
        boolean more = false;
        while ((frame = queue.peek()) != null && affordable(frame)) {
            if (turn > TURN_BYTES || !to.writable()) {
                more = true;
                break;
            }
            queue.poll();
            turn += transmit(to, frame, transmitted.get() + turn, netCrc);
        }
        if (turn > 0) {
            transmitted.set(transmitted.get() + turn);
            wakeTask();
        }
        if (frame == null && finished) {
            to.send(Frames.control(Frames.END, number, new byte[0], netCrc));
            over = true;
        } else if ((frame == null ? wantsIdle.get() : !more) && toldAt < transmitted.get()) {
            // Idle, or held up by credit that the receiver may owe without knowing that it is missed.
            toldAt = transmitted.get();
            to.send(Frames.control(Frames.ASK, number, new byte[0], netCrc));
        }
        return more;
    }

    private boolean affordable(ByteBuf frame) {
        int cost = Frames.cost(frame.readableBytes() - Frames.HEADER_BYTES);
        // An event larger than the window goes when the window is whole.
        return credit >= Math.min(cost, window);
    }

    private long transmit(Link to, ByteBuf frame, long position, CRC32C netCrc) {
        int cost = Frames.cost(frame.readableBytes() - Frames.HEADER_BYTES);
        credit -= cost;
        ByteBuf next = queue.peek();
        byte flags = next != null && !affordable(next) ? Frames.STARVED : 0;
        if (flags == Frames.STARVED) {
            toldAt = position + cost;
        } else if (next == null && frame.readableBytes() < frame.capacity() / 4 * 3) {
            // Not full and nothing behind it: this channel flushes early, and will ask whether it may again.
            flags |= Frames.TELL;
            toldAt = position + cost;
        }
        memory.handedOver(frame);
        Frames.address(frame, number, flags, netCrc);
        to.send(frame);
        return cost;
    }

    private void wakeTask() {
        long at = roomAt.get();
        if (transmitted.get() >= at && roomAt.compareAndSet(at, Long.MAX_VALUE) && !silent.get()) {
            listener.onRoom();
        }
    }

    void onCredit(int bytes) {
        credit += bytes;
        consumed.set(consumed.get() + bytes);
        if (credit >= window && queue.isEmpty() && wantsIdle.compareAndSet(true, false) && !silent.get()) {
            listener.onReceiverIdle();
        }
    }

    void onGrow(int bytes) {
        window += bytes;
        credit += bytes;
        frameBound();
        wakeTask();
    }

    void onBackward(byte[] payload) {
        if (!silent.get()) {
            listener.onBackward(payload);
        }
    }

    void onReceiverClosed() {
        retire();
        if (silent.compareAndSet(false, true)) {
            listener.onReceiverClosed();
        }
    }

    /** The link is gone, or no consumer came. */
    void onFailed(ChannelFailure failure) {
        boolean wasOver = over;
        retire();
        if (!wasOver && silent.compareAndSet(false, true)) {
            listener.onFailed(failure);
        }
    }

    private void retire() {
        over = true;
        drop();
        Link to = link.get();
        if (to != null) {
            to.forgetSender(number);
        }
    }

    private void drop() {
        ByteBuf frame;
        while ((frame = queue.poll()) != null) {
            memory.give(frame);
        }
        while ((frame = urgent.poll()) != null) {
            memory.give(frame);
        }
    }
}
