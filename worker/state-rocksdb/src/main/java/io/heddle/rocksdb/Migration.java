package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.Compatibility;
import org.jspecify.annotations.Nullable;

/**
 * From a state as it was written to the state as the program asks for it: whether it can be read as it is, and if not, how it is
 * rewritten into a new family. Refuses what has no reading.
 */
final class Migration {
    private static final int BATCH_BYTES = 1 << 20;

    private final StateInfo old;
    private final StateShape shape;
    private final TypeSerializer<Object> keys;
    private final Compatibility compatibility;
    private final String keysOf;
    private final TypeReader<Object> keyReader;
    private final TypeReader<Object> values;
    private final @Nullable TypeReader<Object> mapKeys;
    private final @Nullable TypeReader<Object> namespaces;

    Migration(StateInfo old, StateShape shape, TypeSerializer<Object> keys, Compatibility compatibility) {
        this.old = old;
        this.shape = shape;
        this.keys = keys;
        this.compatibility = compatibility;
        String name = shape.name();
        compatibility.requireKind(old.header(), shape.kind());
        keysOf = name + " (key)";
        keyReader = compatibility.reader(keysOf, keys, old.keyForm());
        values = compatibility.reader(name, shape.items().values(), old.header().value());
        mapKeys = compatibility.optionalReader(
                name + " (map key)", shape.mapKeys(), old.header().mapKey());
        namespaces = compatibility.optionalReader(
                name + " (namespace)", shape.namespaces(), old.header().namespace());
    }

    boolean isNeeded() {
        return keyReader != keys
                || values != shape.items().values()
                || mapKeys != shape.mapKeys()
                || namespaces != shape.namespaces()
                || old.header().timed() != shape.items().timed()
                || old.sliced() != shape.sliced();
    }

    /** Rewrites every entry. */
    void run(Instance instance, Family from, Family to, KeyLayout layout, CurrentKey hashes) {
        // Neither what was written before nor files that are being linked for a checkpoint are mixed up with this.
        instance.apply();
        Database database = instance.database;
        WriteBuffer buffer = instance.buffer;
        BinaryReader in = new BinaryReader();
        BinaryWriter key = new BinaryWriter(64);
        BinaryWriter value = new BinaryWriter(256);
        long nowMs = instance.clock.wallMs();
        try (Scan entries = database.scan(from)) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                rewriteKey(in.reset(entries.key()), key, layout, hashes);
                value.clear();
                in.reset(entries.value());
                // A single item may be without a byte, as one of a type that had no fields.
                boolean more = !old.isList() || in.remaining() > 0;
                while (more) {
                    shape.items().transfer(in, values, old.header().timed(), nowMs, value);
                    more = old.isList() && in.remaining() > 0;
                }
                buffer.put(to.id(), key, value);
                if (buffer.bytes() > BATCH_BYTES) {
                    database.write(buffer);
                }
            }
        }
        database.write(buffer);
    }

    private void rewriteKey(BinaryReader in, BinaryWriter out, KeyLayout layout, CurrentKey hashes) {
        int group = in.readBigEndianShort();
        Object namespace = "";
        Object key;
        if (old.sliced()) {
            namespace = in.readSortableLong();
            key = keyReader.read(in);
        } else {
            key = keyReader.read(in);
            if (namespaces != null) {
                namespace = namespaces.read(in);
            }
        }
        int hash = hashes.hashOf(key);
        compatibility.requireGroup(keysOf, layout.group(hash), group);
        layout.write(out, key, hash, namespace);
        TypeSerializer<Object> mapKeySerializer = shape.mapKeys();
        if (mapKeys != null && mapKeySerializer != null) {
            mapKeySerializer.write(mapKeys.read(in), out);
        }
    }
}
