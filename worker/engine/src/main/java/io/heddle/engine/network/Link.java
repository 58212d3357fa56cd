package io.heddle.engine.network;

import io.heddle.core.control.WorkerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One connection to another worker with all channels that run over it, in both directions. Owned by one net thread,
 * its executor; only {@link #dirty} may be called by others.
 *
 * <p>A turn costs as much as there is to do: tasks put lanes with work into the dirty queue and wake the thread once;
 * lanes without credit wait nowhere and are found again by their number when credit comes.
 */
final class Link implements FrameReader.Sink {
    private static final Logger LOG = LogManager.getLogger(Link.class);
    private static final byte[] EMPTY = new byte[0];
    private static final int MOST_SAID = 1024;

    /** Ticks come about once a second; what is missing beyond this, nobody here could listen. */
    private static final long LONGEST_TICK_MS = 2_000;

    private final Exchange exchange;
    private final Executor executor;
    private final BufferMemory memory;
    private final FrameReader reader;
    private final CRC32C crc = new CRC32C();
    private final MpscUnboundedArrayQueue<Lane> dirty = new MpscUnboundedArrayQueue<>(256);
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private final IntObjectMap<OutLane> senders = new IntObjectHashMap<>();
    private final IntObjectMap<InLane> receivers = new IntObjectHashMap<>();
    /** Channels that the peer opened and whose producer has not come yet, with what was said to it meanwhile. */
    private final IntObjectMap<ArrayDeque<Consumer<OutLane>>> opening = new IntObjectHashMap<>();

    private final ArrayDeque<OutLane> ready = new ArrayDeque<>();
    private final ArrayDeque<InLane> toWake = new ArrayDeque<>();
    private final ArrayDeque<ByteBuf> beforeConnect = new ArrayDeque<>();
    private final ByteBuf credits = Unpooled.buffer(256);
    private @Nullable Wire wire;
    private @Nullable WorkerAddress peer;
    private boolean greeted;
    private boolean over;
    private int lastNumber;
    private long unflushedBytes;
    private long nowMs = Long.MIN_VALUE;
    private long heardMs;

    Link(Exchange exchange, Executor executor, BufferMemory memory, int segmentBytes) {
        this.exchange = exchange;
        this.executor = executor;
        this.memory = memory;
        this.reader = new FrameReader(memory, segmentBytes);
    }

    Executor executor() {
        return executor;
    }

    /** A lane has work. From any thread. */
    void dirty(Lane lane) {
        dirty.offer(lane);
        wake();
    }

    private void wake() {
        if (scheduled.compareAndSet(false, true)) {
            executor.execute(this::turn);
        }
    }

    // ---- net thread ----

    void connected(Wire to, @Nullable WorkerAddress expected) {
        if (over) {
            to.close();
            return;
        }
        wire = to;
        peer = expected;
        heardMs = nowMs;
        send(Frames.control(Frames.HELLO, 0, Frames.hello(exchange.self()), crc));
        ByteBuf frame;
        while ((frame = beforeConnect.poll()) != null) {
            send(frame);
        }
        pump();
    }

    private void turn() {
        scheduled.set(false);
        Lane lane;
        while ((lane = dirty.poll()) != null) {
            lane.service();
        }
        pump();
    }

    /** Lets each lane that can go send its share, in turns, until the wire is full or nothing can go. */
    private void pump() {
        Wire to = wire;
        if (to == null || over) {
            return;
        }
        payCredits();
        while (to.writable()) {
            OutLane next = ready.poll();
            if (next == null) {
                break;
            }
            if (next.pump(this, crc)) {
                ready(next);
            }
        }
        if (unflushedBytes > 0) {
            exchange.countSent(unflushedBytes);
            unflushedBytes = 0;
            to.flush();
        }
    }

    private void payCredits() {
        if (credits.isReadable()) {
            byte[] payload = new byte[credits.readableBytes()];
            credits.readBytes(payload);
            credits.clear();
            send(Frames.control(Frames.CREDIT, 0, payload, crc));
        }
    }

    /** The wire takes bytes again. */
    void onWritable() {
        pump();
    }

    boolean writable() {
        return wire != null && wire.writable();
    }

    /** Queues a whole frame; it leaves with the end of the turn. */
    void send(ByteBuf frame) {
        if (over) {
            frame.release();
        } else if (wire == null) {
            beforeConnect.add(frame);
        } else {
            unflushedBytes += frame.readableBytes();
            wire.write(frame);
        }
    }

    void ready(OutLane lane) {
        if (lane.markReady()) {
            ready.add(lane);
        }
    }

    void credit(int number, int bytes) {
        if (credits.readableBytes() > Frames.MOST_EVENT_BYTES / 2) {
            payCredits();
        }
        credits.writeInt(number).writeInt(bytes);
    }

    void grow(int number, int bytes) {
        write(Frames.GROW, number, Unpooled.buffer(4).writeInt(bytes).array());
        wake();
    }

    void backward(int number, byte[] message) {
        write(Frames.BACKWARD, number, message);
    }

    void closeReceiver(int number) {
        write(Frames.CLOSE, number, EMPTY);
    }

    void failReceiver(int number, String reason) {
        write(Frames.FAIL, number, Frames.fail(ChannelFailure.Kind.PARTNER_FAILED, reason));
    }

    void refuse(int number, String reason) {
        opening.remove(number);
        write(Frames.FAIL, number, Frames.fail(ChannelFailure.Kind.NO_PARTNER, reason));
        pump();
    }

    private void write(byte kind, int number, byte[] payload) {
        if (!over) {
            send(Frames.control(kind, number, payload, crc));
        }
    }

    void addReceiver(InLane lane, int window) {
        int number = ++lastNumber;
        receivers.put(number, lane);
        write(Frames.OPEN, number, Frames.open(lane.id(), window));
        lane.attach(this, number, window);
        if (over) {
            lane.onFailed(lostFailure("is gone"));
        }
    }

    void addSender(int number, OutLane lane, int window) {
        senders.put(number, lane);
        lane.attach(this, number, window);
        ArrayDeque<Consumer<OutLane>> said = opening.remove(number);
        if (said != null) {
            said.forEach(saying -> saying.accept(lane));
        }
        if (over) {
            lane.onFailed(lostFailure("is gone"));
        }
    }

    void wakeAfterRead(InLane lane) {
        toWake.add(lane);
    }

    void forgetOpening(int number) {
        opening.remove(number);
    }

    /** Passes on what the consumer says to its producer, now or when that comes. */
    private void tell(int number, Consumer<OutLane> saying) {
        OutLane lane = senders.get(number);
        ArrayDeque<Consumer<OutLane>> said = opening.get(number);
        if (lane != null) {
            saying.accept(lane);
        } else if (said != null) {
            if (said.size() > MOST_SAID) {
                throw new FrameReader.CorruptStream("a consumer says too much before its producer has come");
            }
            said.add(saying);
        }
    }

    void forgetSender(int number) {
        senders.remove(number);
    }

    void forgetReceiver(int number) {
        receivers.remove(number);
    }

    /** Bytes came in; not released here. */
    void received(ByteBuf bytes) {
        if (over) {
            return;
        }
        heardMs = nowMs;
        exchange.countReceived(bytes.readableBytes());
        try {
            reader.feed(bytes, this);
        } catch (FrameReader.CorruptStream e) {
            LOG.error("Closing the connection to {}: {}", peerName(), e.getMessage());
            end(new ChannelFailure(ChannelFailure.Kind.CORRUPT, "connection to " + peerName() + ": " + e.getMessage()));
        }
    }

    /** All that was there to read has been read: answer. */
    void receivedAll() {
        InLane lane;
        while ((lane = toWake.poll()) != null) {
            lane.wakeTask();
        }
        if (!over) {
            pump();
        }
    }

    @Override
    public void onFrame(byte kind, byte flags, int number, ByteBuf frame) {
        if (!greeted && kind != Frames.HELLO) {
            memory.give(frame);
            throw new FrameReader.CorruptStream("the first frame is of kind " + kind + ", not a greeting");
        }
        if (kind >= Frames.DATA && kind <= Frames.END) {
            InLane lane = receivers.get(number);
            if (lane != null) {
                lane.onFrame(kind, flags, frame);
            } else {
                memory.give(frame);
            }
            return;
        }
        try {
            onControl(kind, number, frame);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new FrameReader.CorruptStream("a frame of kind " + kind + " does not hold what it must");
        } finally {
            memory.give(frame);
        }
    }

    private void onControl(byte kind, int number, ByteBuf in) {
        switch (kind) {
            case Frames.HELLO -> onHello(in);
            case Frames.OPEN -> {
                int window = in.readInt();
                opening.put(number, new ArrayDeque<>(1));
                exchange.opened(this, number, Frames.readId(in), window);
            }
            case Frames.CREDIT -> {
                while (in.isReadable()) {
                    OutLane lane = senders.get(in.readInt());
                    int bytes = in.readInt();
                    if (lane != null) {
                        lane.onCredit(bytes);
                        ready(lane);
                    }
                }
            }
            case Frames.GROW -> {
                OutLane lane = senders.get(number);
                if (lane != null) {
                    lane.onGrow(in.readInt());
                    ready(lane);
                }
            }
            case Frames.BACKWARD -> {
                byte[] message = bytes(in);
                tell(number, lane -> lane.onBackward(message));
            }
            case Frames.CLOSE -> {
                tell(number, OutLane::onReceiverClosed);
                if (opening.containsKey(number)) {
                    exchange.openWithdrawn(this, number);
                }
            }
            case Frames.FAIL -> {
                InLane lane = receivers.get(number);
                if (lane != null) {
                    lane.onFailed(Frames.readFail(in));
                }
            }
            case Frames.ASK -> {
                InLane lane = receivers.get(number);
                if (lane != null) {
                    lane.onAsked();
                }
            }
            case Frames.PING -> write(Frames.PONG, 0, EMPTY);
            default -> {
                // PONG: having heard it is all.
            }
        }
    }

    private void onHello(ByteBuf in) {
        int version = in.readInt();
        if (version != Frames.VERSION) {
            throw new FrameReader.CorruptStream("the peer speaks version " + version + ", not " + Frames.VERSION);
        }
        WorkerAddress address = Frames.readHello(in);
        greeted = true;
        if (peer == null) {
            peer = address;
            exchange.greeted(this, address);
        } else if (!peer.worker().equals(address.worker())) {
            lost("is gone: at its address answers " + address.worker());
        }
    }

    private static byte[] bytes(ByteBuf in) {
        byte[] out = new byte[in.readableBytes()];
        in.readBytes(out);
        return out;
    }

    /** Asks a silent peer, and gives it up when it stays silent. A pause of our own is not held against it. */
    void tick(long now, long silenceTimeoutMs) {
        if (nowMs == Long.MIN_VALUE) {
            heardMs = now;
        } else {
            heardMs += Math.max(0, now - nowMs - LONGEST_TICK_MS);
        }
        nowMs = now;
        if (over) {
            return;
        }
        long silentMs = now - heardMs;
        if (silentMs >= silenceTimeoutMs) {
            lost("has not been heard of for " + silentMs + " ms");
        } else if (silentMs >= silenceTimeoutMs / 4 && wire != null) {
            write(Frames.PING, 0, EMPTY);
            pump();
        }
    }

    /** The connection is gone, or was never made. */
    void lost(String how) {
        end(lostFailure(how));
    }

    private ChannelFailure lostFailure(String how) {
        return new ChannelFailure(ChannelFailure.Kind.LOST_PEER, "worker " + peerName() + " " + how);
    }

    private String peerName() {
        return peer == null ? "(not yet known)" : peer.worker() + " at " + peer.host() + ":" + peer.port();
    }

    /** Fails all lanes and closes the wire; a second call does nothing. */
    void end(ChannelFailure failure) {
        if (over) {
            return;
        }
        over = true;
        for (OutLane lane : new ArrayList<>(senders.values())) {
            lane.onFailed(failure);
        }
        for (InLane lane : new ArrayList<>(receivers.values())) {
            lane.onFailed(failure);
        }
        ready.clear();
        ByteBuf frame;
        while ((frame = beforeConnect.poll()) != null) {
            frame.release();
        }
        reader.close();
        if (wire != null) {
            wire.close();
        }
        exchange.linkOver(this);
    }

    /** The name is set before dialling, so that a failure to connect can say to whom. */
    void expect(WorkerAddress to) {
        peer = to;
    }
}
