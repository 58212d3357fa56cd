package io.heddle.rocksdb;

import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a single value, an element of a list or the value of a map's entry is written, as in the canonical form.
 *
 * @param timed whether the time of its renewal stands in front of it
 * @param nullable whether it may be missing, as a map's values may
 */
record ItemFormat(TypeSerializer<Object> values, boolean timed, boolean nullable) {

    void write(@Nullable Object item, BinaryWriter out) {
        Object content = item;
        if (timed) {
            Timed stamped = (Timed) Objects.requireNonNull(item);
            out.writeLong(stamped.renewedMs());
            content = stamped.value();
        }
        if (nullable) {
            out.writeBoolean(content != null);
        }
        if (content != null) {
            values.write(content, out);
        }
    }

    @Nullable
    Object read(BinaryReader in) {
        long renewedMs = timed ? in.readLong() : 0;
        boolean present = !nullable || in.readBoolean();
        Object content = present ? values.read(in) : null;
        return timed ? new Timed(content, renewedMs) : content;
    }

    /** Copies an item that was written by a form of {@code from} into today's. */
    void transfer(BinaryReader in, TypeReader<?> from, boolean wasTimed, long nowMs, BinaryWriter out) {
        long renewedMs = wasTimed ? in.readLong() : nowMs;
        if (timed) {
            out.writeLong(renewedMs);
        }
        boolean present = !nullable || in.readBoolean();
        if (nullable) {
            out.writeBoolean(present);
        }
        if (present) {
            values.write(from.read(in), out);
        }
    }
}
