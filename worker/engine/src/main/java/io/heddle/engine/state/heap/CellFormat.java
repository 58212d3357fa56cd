package io.heddle.engine.state.heap;

import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.StateDescriptor;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeReader;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.heap.Expiry.Timed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How what a table holds for one key ("a cell") is written, read and copied: one value, an {@link ArrayList} or a {@link
 * LinkedHashMap}, each value perhaps {@link Timed}.
 */
final class CellFormat {
    private final StateDescriptor.Type kind;
    private final TypeSerializer<Object> value;
    /** Of the keys of a map; null for other kinds. */
    private final @Nullable TypeSerializer<Object> mapKey;

    private final boolean timed;
    private final @Nullable NumberForm numbers;

    @SuppressWarnings("unchecked")
    CellFormat(StateDescriptor<?, ?> descriptor, Serializers serializers) {
        this.kind = descriptor.getType();
        this.value = (TypeSerializer<Object>) serializers.of(descriptor.getTypeInformation());
        this.mapKey = descriptor instanceof MapStateDescriptor<?, ?> map
                ? (TypeSerializer<Object>) serializers.of(map.getKeyType())
                : null;
        this.timed = descriptor.getTtlConfig().isEnabled();
        boolean single = kind != StateDescriptor.Type.LIST && kind != StateDescriptor.Type.MAP;
        this.numbers = single && !timed ? WholeNumber.of(descriptor.getTypeInformation()) : null;
    }

    StateDescriptor.Type kind() {
        return kind;
    }

    boolean timed() {
        return timed;
    }

    TypeSerializer<Object> value() {
        return value;
    }

    @Nullable
    TypeSerializer<Object> mapKey() {
        return mapKey;
    }

    /** An empty table of such cells. */
    KeyTable table(KeyForm keys) {
        NumberForm kept = numbers;
        return kept == null ? new KeyTable(keys, immutable() ? null : this::copy) : KeyTable.ofNumbers(keys, kept);
    }

    /** Whether cells may be shared with a frozen view without a copy. */
    boolean immutable() {
        return switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> value.immutable();
            case LIST, MAP -> false;
        };
    }

    Object copy(Object cell) {
        return switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> copyItem(cell);
            case LIST -> {
                List<Object> copies = new ArrayList<>(((List<?>) cell).size());
                for (Object each : (List<?>) cell) {
                    copies.add(copyItem(each));
                }
                yield copies;
            }
            case MAP -> {
                Map<Object, @Nullable Object> copies = new LinkedHashMap<>();
                for (Map.Entry<?, ?> each : ((Map<?, ?>) cell).entrySet()) {
                    copies.put(each.getKey(), each.getValue() == null ? null : copyItem(each.getValue()));
                }
                yield copies;
            }
        };
    }

    private Object copyItem(Object item) {
        if (item instanceof Timed stamped) {
            Object content = stamped.value();
            return new Timed(content == null ? null : value.copy(content), stamped.renewedMs());
        }
        return value.copy(item);
    }

    void write(Object cell, BinaryWriter out) {
        switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> writeItem(cell, out);
            case LIST -> {
                List<?> list = (List<?>) cell;
                out.writeVarInt(list.size());
                for (Object each : list) {
                    writeItem(each, out);
                }
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) cell;
                TypeSerializer<Object> keys = requireMapKey();
                out.writeVarInt(map.size());
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    keys.write(each.getKey(), out);
                    writeItem(each.getValue(), out);
                }
            }
        }
    }

    private void writeItem(@Nullable Object item, BinaryWriter out) {
        Object content = item;
        if (timed) {
            Timed stamped = (Timed) Objects.requireNonNull(item);
            out.writeLong(stamped.renewedMs());
            content = stamped.value();
        }
        if (kind == StateDescriptor.Type.MAP) {
            out.writeBoolean(content != null);
        }
        if (content != null) {
            value.write(content, out);
        }
    }

    /**
     * Reads a cell that may have been written in an earlier form.
     *
     * @param wasTimed whether its values were written with the time of their renewal; if only now they are to expire, they
     *     count from {@code nowMs}
     */
    Object read(BinaryReader in, TypeReader<?> values, @Nullable TypeReader<?> mapKeys, boolean wasTimed, long nowMs) {
        return switch (kind) {
            case VALUE, REDUCING, AGGREGATING -> Objects.requireNonNull(readItem(in, values, wasTimed, nowMs));
            case LIST -> {
                int count = in.readVarInt();
                List<@Nullable Object> list = new ArrayList<>(Math.min(count, 1024));
                for (int i = 0; i < count; i++) {
                    list.add(readItem(in, values, wasTimed, nowMs));
                }
                yield list;
            }
            case MAP -> {
                int count = in.readVarInt();
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < count; i++) {
                    Object key = (mapKeys == null ? requireMapKey() : mapKeys).read(in);
                    map.put(key, readItem(in, values, wasTimed, nowMs));
                }
                yield map;
            }
        };
    }

    private @Nullable Object readItem(BinaryReader in, TypeReader<?> values, boolean wasTimed, long nowMs) {
        long renewedMs = wasTimed ? in.readLong() : nowMs;
        boolean present = kind != StateDescriptor.Type.MAP || in.readBoolean();
        Object content = present ? values.read(in) : null;
        return timed ? new Timed(content, renewedMs) : content;
    }

    private TypeSerializer<Object> requireMapKey() {
        return java.util.Objects.requireNonNull(mapKey, "Only map state has keys of its own.");
    }
}
