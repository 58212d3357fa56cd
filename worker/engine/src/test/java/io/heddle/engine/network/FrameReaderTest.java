package io.heddle.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class FrameReaderTest {
    private static final int SEGMENT = 4096;
    private final BufferMemory memory = new BufferMemory(UnpooledByteBufAllocator.DEFAULT, 1 << 20);

    private static byte[] frame(byte kind, int lane, byte[] payload) {
        ByteBuf frame = Frames.control(kind, lane, payload, new CRC32C());
        byte[] bytes = ByteBufUtil.getBytes(frame);
        frame.release();
        return bytes;
    }

    private List<String> read(byte[] bytes, Random cuts) {
        List<String> got = new ArrayList<>();
        FrameReader reader = new FrameReader(memory, SEGMENT);
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            while (in.isReadable()) {
                ByteBuf piece = in.readSlice(Math.min(in.readableBytes(), 1 + cuts.nextInt(50)));
                reader.feed(piece, (kind, flags, lane, frame) -> {
                    got.add(kind + "/" + lane + "/" + frame.readableBytes());
                    memory.give(frame);
                });
            }
        } finally {
            reader.close();
        }
        return got;
    }

    @Test
    void frames_survive_any_cut() {
        byte[] all = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(
                frame(Frames.DATA, 7, new byte[1000]),
                frame(Frames.END, 7, new byte[0]),
                frame(Frames.EVENT, 9, new byte[3])));
        assertEquals(List.of("6/7/1000", "9/7/0", "7/9/3"), read(all, new Random(2)));
        assertEquals(0, memory.usedBytes());
    }

    @Test
    void every_flipped_bit_is_found_and_no_memory_is_lost() {
        byte[] good = frame(Frames.DATA, 7, new byte[] {1, 2, 3, 4, 5, 6, 7});
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(good, new byte[1 << 20]));
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(FrameReader.CorruptStream.class, () -> read(bad, new Random(3)), "bit " + bit);
            assertEquals(0, memory.usedBytes());
        }
    }

    @Test
    void a_truncated_frame_is_not_delivered() {
        byte[] good = frame(Frames.DATA, 7, new byte[100]);
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertEquals(List.of(), read(cut, new Random(4)));
        }
        assertEquals(0, memory.usedBytes());
    }
}
