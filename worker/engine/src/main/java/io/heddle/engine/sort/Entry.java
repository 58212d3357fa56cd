package io.heddle.engine.sort;

import io.heddle.core.keygroup.KeyBytes;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A record of a sort in its written form, or rather the place where one is: {@code hash of the key, length of the key, length of
 * the record} (4 bytes each), {@code timestamp} (8), {@code input} (1), {@code key}, {@code record}.
 *
 * <p>Entries are ordered by hash, key, timestamp and input. The order of keys means nothing but that equal ones are together; the
 * hash comes first because it tells most of them apart without a look at the key.
 */
final class Entry {
    static final int HEADER = 21;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEY_LENGTH = 4;
    private static final int RECORD_LENGTH = 8;
    private static final int TIMESTAMP = 12;
    private static final int INPUT = 20;

    private byte[] bytes = new byte[0];
    private int at;

    /** Completes an entry whose key and record have been written behind {@link #HEADER} bytes. */
    static void complete(BinaryWriter written, int keyLength, long timestampMs, int input) {
        byte[] bytes = written.array();
        INT.set(bytes, 0, KeyBytes.hash(bytes, HEADER, keyLength));
        INT.set(bytes, KEY_LENGTH, keyLength);
        INT.set(bytes, RECORD_LENGTH, written.position() - HEADER - keyLength);
        LONG.set(bytes, TIMESTAMP, timestampMs);
        bytes[INPUT] = (byte) input;
    }

    static int hashOf(byte[] entry) {
        return (int) INT.get(entry, 0);
    }

    /** Looks at the entry that begins there. */
    Entry at(byte[] where, int position) {
        bytes = where;
        at = position;
        return this;
    }

    int hash() {
        return (int) INT.get(bytes, at);
    }

    int keyLength() {
        return (int) INT.get(bytes, at + KEY_LENGTH);
    }

    private int recordLength() {
        return (int) INT.get(bytes, at + RECORD_LENGTH);
    }

    int length() {
        return HEADER + keyLength() + recordLength();
    }

    long timestampMs() {
        return (long) LONG.get(bytes, at + TIMESTAMP);
    }

    int input() {
        return bytes[at + INPUT];
    }

    /** Lets {@code in} read the record. */
    BinaryReader record(BinaryReader in) {
        return in.reset(bytes, at + HEADER + keyLength(), recordLength());
    }

    /** Lets {@code in} read the key. */
    BinaryReader key(BinaryReader in) {
        return in.reset(bytes, at + HEADER, keyLength());
    }

    byte[] key() {
        int from = at + HEADER;
        return Arrays.copyOfRange(bytes, from, from + keyLength());
    }

    boolean hasKey(byte[] key) {
        int from = at + HEADER;
        return Arrays.equals(bytes, from, from + keyLength(), key, 0, key.length);
    }

    /** Order among entries of one hash. */
    int compareOfOneHash(Entry other) {
        int from = at + HEADER;
        int otherFrom = other.at + HEADER;
        int byKey =
                Arrays.compare(bytes, from, from + keyLength(), other.bytes, otherFrom, otherFrom + other.keyLength());
        if (byKey != 0) {
            return byKey;
        }
        int byTime = Long.compare(timestampMs(), other.timestampMs());
        return byTime != 0 ? byTime : Integer.compare(input(), other.input());
    }

    int compareTo(Entry other) {
        int byHash = Integer.compare(hash(), other.hash());
        return byHash != 0 ? byHash : compareOfOneHash(other);
    }

    void writeTo(RunWriter out) throws IOException {
        out.write(bytes, at, length());
    }
}
