package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into checked frames, however the bytes arrive. Payloads go straight into a buffer of their own
 * size, so a half-received frame costs nothing but itself. Owned by the connection's net thread.
 */
final class FrameReader {
    /** Takes whole frames; owns what it is given. */
    interface Sink {
        void onFrame(byte kind, byte flags, int lane, ByteBuf frame);
    }

    /** The bytes are not ours, or damaged. */
    static final class CorruptStream extends RuntimeException {
        CorruptStream(String message) {
            super(message);
        }
    }

    private final BufferMemory memory;
    private final int segmentBytes;
    private final CRC32C crc = new CRC32C();
    private final ByteBuf header;
    private @Nullable ByteBuf frame;
    private int missingBytes;

    FrameReader(BufferMemory memory, int segmentBytes) {
        this.memory = memory;
        this.segmentBytes = segmentBytes;
        this.header = memory.take(0);
    }

    /** Reads all of {@code in} and does not release it. */
    void feed(ByteBuf in, Sink sink) {
        while (in.isReadable()) {
            if (frame == null) {
                int length = Math.min(in.readableBytes(), Frames.HEADER_BYTES - header.writerIndex());
                in.readBytes(header, length);
                if (header.writerIndex() < Frames.HEADER_BYTES) {
                    return;
                }
                begin();
            }
            ByteBuf target = frame;
            if (target == null) {
                throw new IllegalStateException("a frame was begun without a buffer");
            }
            int length = Math.min(in.readableBytes(), missingBytes);
            in.readBytes(target, length);
            missingBytes -= length;
            if (missingBytes == 0) {
                frame = null;
                deliver(target, sink);
            }
        }
    }

    private void begin() {
        int length = header.getInt(0);
        byte kind = header.getByte(4);
        if (header.getShort(6) != Frames.MARK || kind < Frames.HELLO || kind > Frames.ASK) {
            throw new CorruptStream("the bytes received are not data frames");
        }
        int bound = kind == Frames.DATA ? segmentBytes : Frames.MOST_EVENT_BYTES;
        if (length < 0 || length > bound) {
            throw new CorruptStream("a frame of kind " + kind + " claims " + length + " bytes; at most " + bound);
        }
        ByteBuf target = memory.take(length);
        target.writeBytes(header, 0, Frames.HEADER_BYTES);
        header.clear();
        frame = target;
        missingBytes = length;
    }

    private void deliver(ByteBuf target, Sink sink) {
        int length = target.writerIndex() - Frames.HEADER_BYTES;
        int sum = Frames.payloadSum(target, length, crc) ^ Frames.headerSum(target, crc);
        if (sum != target.getInt(12)) {
            memory.give(target);
            throw new CorruptStream("checksum of a received frame is wrong");
        }
        target.readerIndex(Frames.HEADER_BYTES);
        sink.onFrame(target.getByte(4), target.getByte(5), target.getInt(8), target);
    }

    /** Releases what was half received. */
    void close() {
        if (header.refCnt() > 0) {
            memory.give(header);
        }
        if (frame != null) {
            memory.give(frame);
            frame = null;
        }
    }
}
