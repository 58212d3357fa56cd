package io.heddle.core.types;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link BinaryWriter} wrote, out of a part of an array or out of a stream.
 *
 * <p>Belongs to one thread. It is meant to be kept and reset. It never reads beyond the part it was given: damaged bytes
 * end in an error, not in another value's bytes or in an absurd allocation.
 */
public final class BinaryReader {

    private static final VarHandle SHORT = BinaryWriter.little(short[].class);
    private static final VarHandle CHAR = BinaryWriter.little(char[].class);
    private static final VarHandle INT = BinaryWriter.little(int[].class);
    private static final VarHandle LONG = BinaryWriter.little(long[].class);
    private static final VarHandle FLOAT = BinaryWriter.little(float[].class);
    private static final VarHandle DOUBLE = BinaryWriter.little(double[].class);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = new byte[0];
    /** What is asked of a stream at once; more than any number takes, so that only long values need a larger array. */
    private static final int FETCHED_BYTES = 1 << 16;

    private byte[] bytes;
    private int position;
    private int limit;
    /** Where more comes from; null if the array has all there is. */
    private @Nullable InputStream source;

    /** A reader of nothing, until it is reset. */
    public BinaryReader() {
        this(NOTHING);
    }

    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
        this.limit = bytes.length;
    }

    /**
     * Reads out of a stream, of which no more is kept in memory than the longest part that is taken at once. What {@link #array}
     * and {@link #take} give is valid until the next call.
     */
    public static BinaryReader of(InputStream source) {
        BinaryReader reader = new BinaryReader(new byte[FETCHED_BYTES]);
        reader.limit = 0;
        reader.source = source;
        return reader;
    }

    /** Reads from now on out of the given part of the array, which is not copied. */
    public BinaryReader reset(byte[] array, int offset, int length) {
        if ((offset | length) < 0 || array.length - length < offset) {
            throw new IndexOutOfBoundsException(length + " bytes at " + offset + " of " + array.length);
        }
        this.source = null;
        this.bytes = array;
        this.position = offset;
        this.limit = offset + length;
        return this;
    }

    /** Reads from now on the whole array, which is not copied. */
    public BinaryReader reset(byte[] array) {
        return reset(array, 0, array.length);
    }

    /** The array that is read; for those who read at {@link #position} themselves. */
    public byte[] array() {
        return bytes;
    }

    /** The index in the array of the next byte. */
    public int position() {
        return position;
    }

    /** The number of bytes that are left; of a stream, those that are in memory. */
    public int remaining() {
        return limit - position;
    }

    /** Passes over so many bytes and returns the position at which they begin. */
    public int take(int length) {
        int at = position;
        if (length < 0 || limit - at < length) {
            at = fetched(length);
        }
        position = at + length;
        return at;
    }

    /** The position of so many bytes that were not all in memory. */
    private int fetched(int length) {
        InputStream from = source;
        if (from == null || length < 0) {
            throw tooShort(length);
        }
        limit -= position;
        System.arraycopy(bytes, position, bytes, 0, limit);
        position = 0;
        try {
            while (limit < length) {
                if (limit == bytes.length) {
                    // A length may be damaged, so room is made as bytes come.
                    bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * limit));
                }
                int count = from.read(bytes, limit, Math.min(bytes.length - limit, fetchedFor(length)));
                if (count < 0) {
                    throw tooShort(length);
                }
                limit += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    /** A little more than is needed: much more would have to be moved to the front the next time. */
    private int fetchedFor(int length) {
        return Math.max(length - limit, FETCHED_BYTES);
    }

    /** Passes over so many bytes without having them in memory at once. */
    public void skip(int length) throws IOException {
        InputStream from = source;
        int here = from == null ? length : Math.min(length, remaining());
        take(here);
        if (from != null) {
            from.skipNBytes(length - here);
        }
    }

    /** Whether there is anything left to be read. */
    public boolean hasMore() throws IOException {
        InputStream from = source;
        if (from != null && position == limit) {
            position = 0;
            limit = Math.max(0, from.read(bytes));
        }
        return position < limit;
    }

    public boolean readBoolean() {
        return bytes[take(1)] != 0;
    }

    public byte readByte() {
        return bytes[take(1)];
    }

    public short readShort() {
        return (short) SHORT.get(bytes, take(2));
    }

    public char readChar() {
        return (char) CHAR.get(bytes, take(2));
    }

    public int readInt() {
        return (int) INT.get(bytes, take(4));
    }

    public long readLong() {
        return (long) LONG.get(bytes, take(8));
    }

    public float readFloat() {
        return (float) FLOAT.get(bytes, take(4));
    }

    public double readDouble() {
        return (double) DOUBLE.get(bytes, take(8));
    }

    public int readVarInt() {
        int next = readByte();
        int value = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            if (shift > 28) {
                throw damaged("a number of more than five bytes");
            }
            next = readByte();
            value |= (next & 0x7f) << shift;
        }
        return value;
    }

    public long readVarLong() {
        int next = readByte();
        long value = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            if (shift > 63) {
                throw damaged("a number of more than ten bytes");
            }
            next = readByte();
            value |= (next & 0x7fL) << shift;
        }
        return (value >>> 1) ^ -(value & 1);
    }

    public long readSortableLong() {
        return (long) BIG_LONG.get(bytes, take(8)) ^ Long.MIN_VALUE;
    }

    /** Reads 16 bits, most significant byte first, as a number that is not negative. */
    public int readBigEndianShort() {
        return (short) BIG_SHORT.get(bytes, take(2)) & 0xffff;
    }

    /** Reads a number, most significant byte first. */
    public int readBigEndianInt() {
        return (int) BIG_INT.get(bytes, take(4));
    }

    /** Reads so many bytes into a new array. */
    public byte[] readBytes(int length) {
        int at = take(length);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, at, copy, 0, length);
        return copy;
    }

    public String readString() {
        return StringBytes.read(this);
    }

    /** Reads the number of elements that follow, each of which takes at least so many bytes. */
    public int readCount(int leastBytesEach) {
        int count = readVarInt();
        if (count < 0 || (source == null && (long) count * leastBytesEach > remaining())) {
            throw damaged(count + " elements in " + remaining() + " bytes");
        }
        return count;
    }

    private HeddleException tooShort(int length) {
        return damaged(length + " bytes where " + remaining() + " are left");
    }

    HeddleException damaged(String found) {
        return new HeddleException(
                FaultCategory.ENGINE,
                "The bytes of a value are damaged or of another type: there are " + found + " at " + position + ".",
                "They were written by another serialiser than the one that reads them, or changed since.",
                "");
    }
}
