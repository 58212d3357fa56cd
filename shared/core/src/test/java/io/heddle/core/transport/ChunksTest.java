package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class ChunksTest {
    private static byte[] stream(byte lane, byte[] message) {
        ByteBuf out = Unpooled.buffer();
        int from = 0;
        do {
            ByteBuf chunk = Chunks.chunk(lane, message, from, new CRC32C());
            out.writeBytes(chunk);
            from += Chunks.CHUNK_BYTES;
        } while (from < message.length);
        return ByteBufUtil.getBytes(out);
    }

    @Test
    void messages_survive_any_cut() {
        Random random = new Random(1);
        byte[] large = new byte[100_000];
        random.nextBytes(large);
        ByteBuf all = Unpooled.wrappedBuffer(
                stream(Chunks.ORDERED, large), stream(Chunks.ORDERED, new byte[0]), stream(Chunks.URGENT, new byte[5]));
        List<byte[]> got = new ArrayList<>();
        Chunks.Reader reader = new Chunks.Reader();
        while (all.isReadable()) {
            reader.feed(
                    all.readSlice(Math.min(all.readableBytes(), 1 + random.nextInt(5000))),
                    (lane, message) -> got.add(message));
        }
        assertEquals(3, got.size());
        assertArrayEquals(large, got.get(0));
        assertEquals(0, got.get(1).length);
    }

    @Test
    void every_flipped_bit_is_found() {
        byte[] good = stream(Chunks.ORDERED, new byte[] {1, 2, 3, 4, 5});
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            // A longer claim only waits for more; what follows then does not fit its checksum.
            ByteBuf in = Unpooled.wrappedBuffer(bad, new byte[Chunks.CHUNK_BYTES + 16]);
            assertThrows(Chunks.Corrupt.class, () -> new Chunks.Reader().feed(in, (lane, message) -> {}), "bit " + bit);
        }
    }

    @Test
    void a_huge_claim_allocates_nothing() {
        byte[] chunk = stream(Chunks.ORDERED, new byte[10]);
        ByteBuf header = Unpooled.buffer().writeInt(10).writeBytes(chunk, 4, 4).writeInt(Integer.MAX_VALUE);
        header.writeInt(0).writeBytes(new byte[10]);
        assertThrows(Chunks.Corrupt.class, () -> new Chunks.Reader().feed(header, (lane, message) -> {}));
    }
}
