package io.heddle.core.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the control plane: messages cut into chunks. A chunk is a header of 16 bytes and at most 32 KiB:
 *
 * <pre>
 * 0  int   bytes of this chunk
 * 4  byte  lane: greeting, ordered, urgent
 * 5  byte  version
 * 6  short protocol mark
 * 8  int   bytes of the whole message, the same in each of its chunks
 * 12 int   CRC32C of bytes 0 to 11 and the chunk
 * </pre>
 */
final class Chunks {
    static final int HEADER_BYTES = 16;
    static final int CHUNK_BYTES = 32 * 1024;
    static final int MOST_MESSAGE_BYTES = 1 << 30;
    static final byte GREETING = 0;
    static final byte ORDERED = 1;
    static final byte URGENT = 2;
    private static final byte VERSION = 1;
    private static final short MARK = 0x4843;

    private Chunks() {}

    static ByteBuf chunk(byte lane, byte[] message, int from, CRC32C crc) {
        int length = Math.min(CHUNK_BYTES, message.length - from);
        ByteBuf header = Unpooled.buffer(HEADER_BYTES, HEADER_BYTES);
        header.writeInt(length)
                .writeByte(lane)
                .writeByte(VERSION)
                .writeShort(MARK)
                .writeInt(message.length);
        crc.reset();
        crc.update(header.array(), 0, 12);
        crc.update(message, from, length);
        header.writeInt((int) crc.getValue());
        return Unpooled.wrappedBuffer(header, Unpooled.wrappedBuffer(message, from, length));
    }

    /** The bytes are not ours, or damaged. */
    static final class Corrupt extends RuntimeException {
        Corrupt(String message) {
            super(message);
        }
    }

    /** Puts messages together, however the bytes arrive. Memory grows with what has come, not with what is announced. */
    static final class Reader {
        /** Takes whole messages. */
        interface Sink {
            void onMessage(byte lane, byte[] message);
        }

        private final CRC32C crc = new CRC32C();
        private final byte[] header = new byte[HEADER_BYTES];
        private final byte[] chunk = new byte[CHUNK_BYTES];
        private final @Nullable Partial[] partials = new Partial[URGENT + 1];
        private int headerBytes;
        private int chunkBytes;

        void feed(ByteBuf in, Sink sink) {
            while (in.isReadable()) {
                if (headerBytes < HEADER_BYTES) {
                    int length = Math.min(in.readableBytes(), HEADER_BYTES - headerBytes);
                    in.readBytes(header, headerBytes, length);
                    headerBytes += length;
                    if (headerBytes < HEADER_BYTES) {
                        return;
                    }
                    checkHeader();
                }
                int length = Math.min(in.readableBytes(), intAt(0) - chunkBytes);
                in.readBytes(chunk, chunkBytes, length);
                chunkBytes += length;
                if (chunkBytes == intAt(0)) {
                    finishChunk(sink);
                }
            }
        }

        private int intAt(int at) {
            return Unpooled.wrappedBuffer(header).getInt(at);
        }

        private void checkHeader() {
            int length = intAt(0);
            int total = intAt(8);
            boolean ours = header[6] == (byte) (MARK >> 8) && header[7] == (byte) MARK;
            if (!ours || header[4] < GREETING || header[4] > URGENT) {
                throw new Corrupt("the bytes received are not control messages");
            }
            if (header[5] != VERSION) {
                throw new Corrupt("the peer speaks version " + header[5] + " of the control protocol, not " + VERSION);
            }
            if (length < 0 || length > CHUNK_BYTES || total < length || total > MOST_MESSAGE_BYTES) {
                throw new Corrupt("a chunk claims " + length + " of " + total + " bytes");
            }
        }

        private void finishChunk(Sink sink) {
            int length = chunkBytes;
            headerBytes = 0;
            chunkBytes = 0;
            crc.reset();
            crc.update(header, 0, 12);
            crc.update(chunk, 0, length);
            if ((int) crc.getValue() != intAt(12)) {
                throw new Corrupt("checksum of a received chunk is wrong");
            }
            byte lane = header[4];
            int total = intAt(8);
            Partial partial = partials[lane];
            if (partial == null) {
                partial = new Partial(total);
                partials[lane] = partial;
            }
            partial.add(chunk, length, total);
            if (partial.size == total) {
                partials[lane] = null;
                sink.onMessage(lane, partial.whole());
            }
        }
    }

    /** A message that is still coming. */
    private static final class Partial {
        private final int total;
        private byte[] bytes;
        private int size;

        Partial(int total) {
            this.total = total;
            this.bytes = new byte[Math.min(total, 2 * CHUNK_BYTES)];
        }

        void add(byte[] chunk, int length, int announced) {
            if (announced != total || length > total - size || (length == 0 && total > 0)) {
                throw new Corrupt("the chunks of a message do not fit together");
            }
            if (size + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(total, 2L * bytes.length));
            }
            System.arraycopy(chunk, 0, bytes, size, length);
            size += length;
        }

        byte[] whole() {
            return bytes;
        }
    }
}
