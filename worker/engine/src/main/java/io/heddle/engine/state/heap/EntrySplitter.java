package io.heddle.engine.state.heap;

import io.heddle.api.state.StateDescriptor;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.StateHeader;
import org.jspecify.annotations.Nullable;

/** Finds the parts of written entries without understanding them: where a key ends, where a value ends. */
public final class EntrySplitter {
    private static final TypeReader<Object> NOTHING = in -> "";

    private final TypeReader<Object> key;
    private final TypeReader<Object> namespace;
    private final TypeReader<Object> mapKey;
    private final TypeReader<Object> value;
    private final boolean timed;
    private final StateDescriptor.Type kind;

    /** Splits what was written with that header and keys of that form. */
    public EntrySplitter(StateHeader header, TypeSnapshot keyForm) {
        this.key = keyForm.skipper();
        this.namespace = optional(header.namespace());
        this.mapKey = optional(header.mapKey());
        this.value = header.value().skipper();
        this.timed = header.timed();
        this.kind = header.kind();
    }

    private static TypeReader<Object> optional(@Nullable TypeSnapshot form) {
        return form == null ? NOTHING : form.skipper();
    }

    /** Passes over a key. */
    public void key(BinaryReader in) {
        key.read(in);
    }

    /** Passes over key and namespace. */
    public void keyAndNamespace(BinaryReader in) {
        key.read(in);
        namespace.read(in);
    }

    /** Passes over the key of a map's entry. */
    public void mapKey(BinaryReader in) {
        mapKey.read(in);
    }

    /** Passes over a value, an element or the value of a map's entry. */
    public void item(BinaryReader in) {
        if (timed) {
            in.take(Long.BYTES);
        }
        content(in);
    }

    /** Passes over all that is kept for a key, as the canonical form has it. */
    void cell(BinaryReader in) {
        switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> item(in);
            case LIST -> {
                for (int left = in.readVarInt(); left > 0; left--) {
                    item(in);
                }
            }
            case MAP -> {
                for (int left = in.readVarInt(); left > 0; left--) {
                    mapKey(in);
                    item(in);
                }
            }
        }
    }

    private void content(BinaryReader in) {
        if (kind != StateDescriptor.Type.MAP || in.readBoolean()) {
            value.read(in);
        }
    }

    /**
     * Copies the elements in what is left, but for those that have expired.
     *
     * @param expiry null if none expires
     * @return how many were copied
     */
    public int live(BinaryReader in, @Nullable Expiry expiry, long nowMs, BinaryWriter out) {
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
