package io.heddle.core.keygroup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Hashing and equality of keys in their written form, for tables in memory that hold keys as bytes. Equal keys are
 * written as equal bytes, so nothing need be read back.
 *
 * <p>This hash is for tables alone: it may change from release to release. The one that chooses the key group is that of
 * {@link KeyHashers}.
 */
public final class KeyBytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST = 0x9e3779b97f4a7c15L;
    private static final long SECOND = 0xbf58476d1ce4e5b9L;

    private KeyBytes() {}

    /** A hash all of whose bits depend on all bytes. */
    public static int hash(byte[] bytes, int offset, int length) {
        long hash = length * FIRST;
        int at = offset;
        int end = offset + length;
        for (; at <= end - 8; at += 8) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        if (at < end) {
            long rest = 0;
            for (int shift = 0; at < end; at++, shift += 8) {
                rest |= (bytes[at] & 0xffL) << shift;
            }
            hash = mix(hash ^ rest);
        }
        hash = (hash ^ (hash >>> 29)) * SECOND;
        return (int) (hash ^ (hash >>> 32));
    }

    /** Whether both keys are written as the same bytes. */
    public static boolean equal(byte[] one, int oneOffset, int oneLength, byte[] other, int otherOffset, int length) {
        return oneLength == length
                && Arrays.equals(one, oneOffset, oneOffset + oneLength, other, otherOffset, otherOffset + length);
    }

    private static long mix(long value) {
        long product = value * FIRST;
        return product ^ (product >>> 32);
    }
}
