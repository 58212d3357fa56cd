package io.heddle.core.types;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.fault.HeddleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading out of a stream. */
class BinaryReaderTest {
    /** Gives some bytes at a time, as a connection does. */
    private static final class Dripping extends ByteArrayInputStream {
        private final Random random;
        private final int most;

        Dripping(byte[] bytes, long seed, int most) {
            super(bytes);
            this.random = new Random(seed);
            this.most = most;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random, int length, int characters) {
        return random.ints(length, 1, characters)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Values of all lengths, also of more bytes than are fetched at once, whatever parts the stream gives them in. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 100_000})
    void whatWasWrittenIsReadOutOfAnyStream(int most) throws IOException {
        Random random = new Random(most);
        int[] lengths = {0, 1, 3, 100, 65_535, 65_536, 65_537, 200_000};
        BinaryWriter out = new BinaryWriter(16);
        for (int length : lengths) {
            out.writeInt(length);
            out.writeString(text(random, length, 0xff));
            out.writeString(text(random, length, 0x3000));
            out.writeVarLong(random.nextLong());
            out.writeBytes(noise(random, length));
            out.writeBytes(noise(random, length));
            out.writeLong(random.nextLong());
        }
        random.setSeed(most);
        BinaryReader in = BinaryReader.of(new Dripping(out.toBytes(), most, most));
        for (int length : lengths) {
            assertTrue(in.hasMore());
            assertEquals(length, in.readInt());
            assertEquals(text(random, length, 0xff), in.readString());
            assertEquals(text(random, length, 0x3000), in.readString());
            assertEquals(random.nextLong(), in.readVarLong());
            assertArrayEquals(noise(random, length), in.readBytes(length));
            noise(random, length);
            in.skip(length);
            assertEquals(random.nextLong(), in.readLong());
        }
        assertFalse(in.hasMore());
        assertThrows(HeddleException.class, in::readByte);
    }

    @Test
    void aDamagedLengthIsRefusedWithoutRoomForIt() {
        BinaryReader in = BinaryReader.of(new ByteArrayInputStream(new byte[100_000]));
        HeddleException refusal = assertThrows(HeddleException.class, () -> in.take(Integer.MAX_VALUE));
        assertTrue(refusal.getMessage().contains("damaged"), refusal.getMessage());
        assertTrue(in.array().length <= 200_000, "room for " + in.array().length);
    }

    @Test
    void aReaderOfAStreamMayBeResetToAnArray() throws IOException {
        BinaryReader in = BinaryReader.of(InputStream.nullInputStream());
        assertFalse(in.hasMore());
        in.reset(new byte[] {1, 2});
        assertEquals(1, in.readByte());
        assertTrue(in.hasMore());
        in.skip(1);
        assertFalse(in.hasMore());
        assertThrows(HeddleException.class, () -> in.take(1));
    }
}
