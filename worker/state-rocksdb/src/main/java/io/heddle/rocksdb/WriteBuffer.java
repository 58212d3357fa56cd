package io.heddle.rocksdb;

import io.heddle.core.types.BinaryWriter;

/**
 * Changes on their way into a database, laid out as RocksDB's own write batch: 8 bytes of sequence, 4 bytes of count, then per
 * change a tag, the column family, key and value. So thousands of changes cost one call into the library, and no object each.
 */
final class WriteBuffer {
    private static final int HEADER_BYTES = 12;
    private static final int COUNT_AT = 8;
    private static final byte DELETE = 0x4;
    private static final byte PUT = 0x5;
    private static final byte MERGE = 0x6;
    private static final byte DELETE_RANGE = 0xE;

    private final BinaryWriter out = new BinaryWriter(1 << 16);
    private int count;

    WriteBuffer() {
        clear();
    }

    void put(int family, BinaryWriter key, BinaryWriter value) {
        change(PUT, family, key);
        text(value.array(), value.position());
    }

    void put(int family, byte[] key, byte[] value) {
        head(PUT, family);
        text(key, key.length);
        text(value, value.length);
    }

    /** Appends to what the key holds. */
    void merge(int family, BinaryWriter key, BinaryWriter value) {
        change(MERGE, family, key);
        text(value.array(), value.position());
    }

    void delete(int family, BinaryWriter key) {
        change(DELETE, family, key);
    }

    void delete(int family, byte[] key) {
        head(DELETE, family);
        text(key, key.length);
    }

    /** Deletes all keys from {@code first} up to, without, {@code end}. */
    void deleteRange(int family, byte[] first, byte[] end) {
        head(DELETE_RANGE, family);
        text(first, first.length);
        text(end, end.length);
    }

    private void change(byte tag, int family, BinaryWriter key) {
        head(tag, family);
        text(key.array(), key.position());
    }

    private void head(byte tag, int family) {
        out.writeByte(tag);
        out.writeVarInt(family);
        count++;
    }

    private void text(byte[] bytes, int length) {
        out.writeVarInt(length);
        out.writeBytes(bytes, 0, length);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int bytes() {
        return out.position();
    }

    /** The batch as RocksDB reads it. */
    byte[] toBatch() {
        out.setInt(COUNT_AT, count);
        return out.toBytes();
    }

    void clear() {
        out.clear();
        out.writeLong(0);
        out.writeInt(0);
        assert out.position() == HEADER_BYTES;
        count = 0;
    }
}
