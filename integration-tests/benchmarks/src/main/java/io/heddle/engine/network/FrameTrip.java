package io.heddle.engine.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.zip.CRC32C;

/** One frame after the other, from the task that fills it to the one that reads it, with no socket between; for benchmarks. */
public final class FrameTrip implements AutoCloseable {
    private static final int SEGMENT_BYTES = 32 * 1024;
    private static final int LANE = 3;

    private final BufferMemory memory = new BufferMemory(PooledByteBufAllocator.DEFAULT, 64 << 20);
    private final CRC32C crc = new CRC32C();
    private FrameReader reader = new FrameReader(memory, SEGMENT_BYTES);
    private int received;

    /** Carries a payload; the answer is its length and last byte as they have been received. */
    public int carry(byte[] payload) {
        ByteBuf frame = sealed(payload);
        reader.feed(frame, this::receive);
        memory.give(frame);
        return received;
    }

    /** Whether a payload that is changed on its way is refused. */
    public boolean detectsDamage(byte[] payload) {
        ByteBuf frame = sealed(payload);
        int last = frame.writerIndex() - 1;
        frame.setByte(last, frame.getByte(last) ^ 1);
        try {
            reader.feed(frame, this::receive);
            return false;
        } catch (FrameReader.CorruptStream seen) {
            reader.close();
            reader = new FrameReader(memory, SEGMENT_BYTES);
            return true;
        } finally {
            memory.give(frame);
        }
    }

    private ByteBuf sealed(byte[] payload) {
        ByteBuf frame = memory.take(payload.length);
        frame.setBytes(Frames.HEADER_BYTES, payload);
        Frames.seal(frame, Frames.DATA, payload.length, crc);
        Frames.address(frame, LANE, (byte) 0, crc);
        return frame;
    }

    private void receive(byte kind, byte flags, int lane, ByteBuf frame) {
        received = frame.readableBytes() + frame.getUnsignedByte(frame.writerIndex() - 1);
        memory.give(frame);
    }

    @Override
    public void close() {
        reader.close();
    }
}
