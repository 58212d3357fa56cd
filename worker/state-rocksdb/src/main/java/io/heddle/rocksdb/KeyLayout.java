package io.heddle.rocksdb;

import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How keys of a database are built: key group (16 bits, most significant first, so that ranges of groups are ranges of keys),
 * then key and namespace; for slices the slice, so that a slice of a group is a range too, then the key. As every part tells its
 * own end, no such prefix is the beginning of another one, and the entries of a map lie together behind it.
 */
final class KeyLayout {
    static final int GROUP_BYTES = 2;
    static final int SLICE_BYTES = 8;

    private final TypeSerializer<Object> keys;
    /** Null if there are none, or if they are slices. */
    private final @Nullable TypeSerializer<Object> namespaces;

    private final boolean sliced;
    private final int maxParallelism;

    /** What a key of the database says. */
    record Place(Object key, Object namespace) {}

    KeyLayout(
            TypeSerializer<Object> keys,
            @Nullable TypeSerializer<Object> namespaces,
            boolean sliced,
            int maxParallelism) {
        this.keys = keys;
        this.namespaces = namespaces;
        this.sliced = sliced;
        this.maxParallelism = maxParallelism;
    }

    /** Whether keys of a slice lie together, so that it can be dropped as a whole. */
    boolean isSliced() {
        return sliced;
    }

    int group(int keyHash) {
        return KeyGroups.groupOf(keyHash, maxParallelism);
    }

    /** Replaces what {@code out} holds. */
    void write(BinaryWriter out, Object key, int keyHash, Object namespace) {
        out.clear();
        out.writeBigEndianShort(group(keyHash));
        if (sliced) {
            out.writeSortableLong((Long) namespace);
            keys.write(key, out);
            return;
        }
        keys.write(key, out);
        if (namespaces != null) {
            namespaces.write(namespace, out);
        }
    }

    /** Reads a key of the database up to where a map's key may begin. */
    Place read(BinaryReader in) {
        in.take(GROUP_BYTES);
        if (sliced) {
            long slice = in.readSortableLong();
            return new Place(keys.read(in), slice);
        }
        Object key = keys.read(in);
        return new Place(key, namespaces == null ? "" : namespaces.read(in));
    }

    /** The first key of a key group. */
    static byte[] groupStart(int group) {
        BinaryWriter out = new BinaryWriter(GROUP_BYTES);
        out.writeBigEndianShort(group);
        return out.toBytes();
    }

    /** The first key of a slice in a key group. */
    static byte[] sliceStart(int group, long slice) {
        BinaryWriter out = new BinaryWriter(GROUP_BYTES + SLICE_BYTES);
        out.writeBigEndianShort(group);
        out.writeSortableLong(slice);
        return out.toBytes();
    }

    /** The first key behind all that begin with the given bytes. */
    static byte[] after(byte[] prefix, int length) {
        byte[] next = Arrays.copyOf(prefix, length);
        for (int i = length - 1; i >= 0; i--) {
            if (++next[i] != 0) {
                return Arrays.copyOf(next, i + 1);
            }
        }
        // Only keys of bytes 0xff alone have none behind them; key groups end at 0x7fff.
        throw new IllegalArgumentException("There is no key behind this prefix.");
    }
}
