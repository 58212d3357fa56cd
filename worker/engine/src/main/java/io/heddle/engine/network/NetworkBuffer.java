package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes on its way from one task to another, off the heap. It has one owner at a time: the task that requested
 * or polled it, or the transport.
 *
 * <p>To write: put into {@link #bytes()}, whose position is the number of bytes written and whose limit is the
 * capacity, then {@link SenderChannel#send}. To read: take from {@link #bytes()} (position 0, limit the size), then
 * {@link #release()}.
 */
public final class NetworkBuffer {
    /** What a buffer carries. */
    public enum Kind {
        /** Bytes of records. */
        DATA,
        /** An event, in order. */
        EVENT,
        /** An event that overtook. */
        PRIORITY_EVENT,
        /** The producer is done; nothing follows. */
        END
    }

    private final Kind kind;
    private final ByteBuffer bytes;
    private final BufferMemory memory;
    private final @Nullable InLane lane;
    private final int cost;
    private @Nullable ByteBuf frame;

    private NetworkBuffer(
            Kind kind, ByteBuf frame, int capacity, BufferMemory memory, @Nullable InLane lane, int cost) {
        this.kind = kind;
        this.frame = frame;
        this.bytes = frame.nioBuffer(Frames.HEADER_BYTES, capacity);
        this.memory = memory;
        this.lane = lane;
        this.cost = cost;
    }

    /** An empty buffer to fill; its frame has the header's room before the payload. */
    static NetworkBuffer toFill(ByteBuf frame, BufferMemory memory) {
        int capacity = frame.capacity() - Frames.HEADER_BYTES;
        return new NetworkBuffer(Kind.DATA, frame, capacity, memory, null, 0);
    }

    /** A received payload whose release gives {@code cost} bytes of credit back. */
    static NetworkBuffer received(Kind kind, ByteBuf frame, BufferMemory memory, InLane lane, int cost) {
        return new NetworkBuffer(kind, frame, frame.writerIndex() - Frames.HEADER_BYTES, memory, lane, cost);
    }

    public Kind kind() {
        return kind;
    }

    /** The payload; see the class comment. Not valid after the buffer was sent or released. */
    public ByteBuffer bytes() {
        if (frame == null) {
            throw new IllegalStateException("network buffer used after it was sent or released");
        }
        return bytes;
    }

    /** Gives the memory back, and to the producer its credit. A buffer that is not going to be sent is released too. */
    public void release() {
        ByteBuf held = frame;
        if (held == null) {
            throw new IllegalStateException("network buffer released after it was sent or released");
        }
        frame = null;
        memory.give(held);
        if (lane != null && cost > 0) {
            lane.released(cost);
        }
    }

    /** Takes the frame out to be sent: the transport owns it from here. */
    ByteBuf takeFrame() {
        ByteBuf held = frame;
        if (held == null) {
            throw new IllegalStateException("network buffer sent after it was sent or released");
        }
        frame = null;
        return held;
    }
}
