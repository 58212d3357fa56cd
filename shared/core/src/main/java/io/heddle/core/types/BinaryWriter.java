package io.heddle.core.types;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of bytes to write into. Numbers are little-endian, unless the method says otherwise.
 *
 * <p>Belongs to one thread. It is meant to be kept and cleared, not made for each value.
 */
public final class BinaryWriter {

    private static final VarHandle SHORT = little(short[].class);
    private static final VarHandle CHAR = little(char[].class);
    private static final VarHandle INT = little(int[].class);
    private static final VarHandle LONG = little(long[].class);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** The longest array that every JVM can make. */
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int position;

    public BinaryWriter(int initialCapacity) {
        this.bytes = new byte[Math.max(initialCapacity, 16)];
    }

    /** The bytes written so far are those of the array up to {@link #position}. Valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int position() {
        return position;
    }

    /** Goes back to an earlier position, or ahead over bytes that the owner of {@link #array} has put there. */
    public void position(int position) {
        if (position < 0 || position > bytes.length) {
            throw new IndexOutOfBoundsException("position " + position + " of " + bytes.length);
        }
        this.position = position;
    }

    /** Forgets what was written; keeps the array. */
    public void clear() {
        position = 0;
    }

    /** A new array of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }

    /** Copies a part of what was written to the buffer, as far as it has room; returns the number of bytes. */
    public int copyTo(ByteBuffer target, int from) {
        int length = Math.min(position - from, target.remaining());
        target.put(bytes, from, length);
        return length;
    }

    /** Makes room for so many more bytes and returns the position at which they begin. Does not move the position. */
    public int ensure(int more) {
        int at = position;
        if (bytes.length - at < more) {
            grow(more);
        }
        return at;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Writes the low eight bits. */
    public void writeByte(int value) {
        int at = ensure(1);
        bytes[at] = (byte) value;
        position = at + 1;
    }

    public void writeShort(short value) {
        int at = ensure(2);
        SHORT.set(bytes, at, value);
        position = at + 2;
    }

    public void writeChar(char value) {
        int at = ensure(2);
        CHAR.set(bytes, at, value);
        position = at + 2;
    }

    public void writeInt(int value) {
        int at = ensure(4);
        INT.set(bytes, at, value);
        position = at + 4;
    }

    public void writeLong(long value) {
        int at = ensure(8);
        LONG.set(bytes, at, value);
        position = at + 8;
    }

    /** Writes the number; whatever is not a number is written alike, for as a key it is equal to all others. */
    public void writeFloat(float value) {
        int at = ensure(4);
        INT.set(bytes, at, Float.floatToIntBits(value));
        position = at + 4;
    }

    /** Writes the number; whatever is not a number is written alike, for as a key it is equal to all others. */
    public void writeDouble(double value) {
        int at = ensure(8);
        LONG.set(bytes, at, Double.doubleToLongBits(value));
        position = at + 8;
    }

    /** Writes a number in one to five bytes, the fewer the smaller it is; a negative one takes five. */
    public void writeVarInt(int value) {
        if ((value & ~0x7f) == 0) {
            writeByte(value);
            return;
        }
        int at = ensure(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        position = at;
    }

    /** Writes a number in one to ten bytes, the fewer the closer to zero it is. */
    public void writeVarLong(long value) {
        int at = ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        position = at;
    }

    /** Writes a number so that byte-wise order, unsigned, is the order of the numbers. */
    public void writeSortableLong(long value) {
        int at = ensure(8);
        BIG_LONG.set(bytes, at, value ^ Long.MIN_VALUE);
        position = at + 8;
    }

    /** Writes the low 16 bits, most significant byte first. */
    public void writeBigEndianShort(int value) {
        int at = ensure(2);
        BIG_SHORT.set(bytes, at, (short) value);
        position = at + 2;
    }

    /** Writes the number, most significant byte first. */
    public void writeBigEndianInt(int value) {
        int at = ensure(4);
        BIG_INT.set(bytes, at, value);
        position = at + 4;
    }

    public void writeBytes(byte[] source) {
        writeBytes(source, 0, source.length);
    }

    /** Writes the bytes without their number. */
    public void writeBytes(byte[] source, int offset, int length) {
        int at = ensure(length);
        System.arraycopy(source, offset, bytes, at, length);
        position = at + length;
    }

    /** Writes what remains in the buffer, without its number. */
    public void writeBytes(ByteBuffer source) {
        int length = source.remaining();
        int at = ensure(length);
        source.get(bytes, at, length);
        position = at + length;
    }

    /** Writes the text with its length: one byte for each character if all are Latin-1, two otherwise. */
    public void writeString(String value) {
        StringBytes.write(value, this);
    }

    /** Overwrites four bytes that were written before. */
    public void setInt(int at, int value) {
        if (at > position - 4) {
            throw new IndexOutOfBoundsException("position " + at + " of " + position);
        }
        INT.set(bytes, at, value);
    }

    private void grow(int more) {
        long needed = (long) position + more;
        if (needed > MAX_LENGTH) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "A value takes more than " + MAX_LENGTH + " bytes in written form.",
                    "One record, or one value of state, must fit into an array.",
                    "Split it into several records or into a list or map state.");
        }
        long doubled = Math.min(MAX_LENGTH, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }

    static VarHandle little(Class<?> arrayClass) {
        return MethodHandles.byteArrayViewVarHandle(arrayClass, ByteOrder.LITTLE_ENDIAN);
    }
}
