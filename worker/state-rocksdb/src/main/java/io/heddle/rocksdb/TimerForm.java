package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSerializer;

/**
 * How the keys of a family of timers are built: key group and time as {@link KeyLayout} has them for slices, so that the earliest timer
 * of a group comes first, then key and namespace. Their values are empty.
 */
record TimerForm(TypeSerializer<Object> keys, TypeSerializer<Object> namespaces) {
    /** What every key has in front of the timer's key. */
    static final int HEAD_BYTES = KeyLayout.GROUP_BYTES + KeyLayout.SLICE_BYTES;

    /** Replaces what {@code out} holds. */
    void write(BinaryWriter out, int group, long timeMs, Object key, Object namespace) {
        out.clear();
        out.writeBigEndianShort(group);
        out.writeSortableLong(timeMs);
        keys.write(key, out);
        namespaces.write(namespace, out);
    }

    /** A key that nobody else can change. */
    Object owned(Object key) {
        return keys.immutable() ? key : keys.copy(key);
    }

    Object readKey(BinaryReader in) {
        return keys.read(in);
    }

    Object readNamespace(BinaryReader in) {
        return namespaces.read(in);
    }
}
