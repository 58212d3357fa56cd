package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.heap.Expiry;
import org.jspecify.annotations.Nullable;

/** Finds the parts of written entries without understanding them: where a key ends, where a value ends. */
final class EntrySplitter {
    private static final TypeReader<Object> NOTHING = in -> "";

    private final TypeReader<Object> key;
    private final TypeReader<Object> namespace;
    private final TypeReader<Object> mapKey;
    private final TypeReader<Object> value;
    private final boolean timed;
    private final boolean nullable;

    EntrySplitter(StateInfo info) {
        this.key = info.keyForm().skipper();
        this.namespace = optional(info.header().namespace());
        this.mapKey = optional(info.header().mapKey());
        this.value = info.header().value().skipper();
        this.timed = info.header().timed();
        this.nullable = info.isMap();
    }

    private static TypeReader<Object> optional(@Nullable TypeSnapshot form) {
        return form == null ? NOTHING : form.skipper();
    }

    void key(BinaryReader in) {
        key.read(in);
    }

    /** Passes over key and namespace. */
    void keyAndNamespace(BinaryReader in) {
        key.read(in);
        namespace.read(in);
    }

    void mapKey(BinaryReader in) {
        mapKey.read(in);
    }

    /** Passes over a value, an element or the value of a map's entry. */
    void item(BinaryReader in) {
        if (timed) {
            in.take(Long.BYTES);
        }
        content(in);
    }

    private void content(BinaryReader in) {
        if (!nullable || in.readBoolean()) {
            value.read(in);
        }
    }

    /**
     * Copies the elements in what is left, but for those that have expired.
     *
     * @param expiry null if none expires
     * @return how many were copied
     */
    int live(BinaryReader in, @Nullable Expiry expiry, long nowMs, BinaryWriter out) {
        int count = 0;
        while (in.remaining() > 0) {
            int at = in.position();
            long renewedMs = timed ? in.readLong() : nowMs;
            content(in);
            boolean expired = expiry != null && expiry.isExpired(renewedMs, nowMs);
            if (!expired) {
                out.writeBytes(in.array(), at, in.position() - at);
                count++;
            }
        }
        return count;
    }
}
