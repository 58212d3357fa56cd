package io.heddle.core.types;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, of which keys and values may be null. */
final class MapSerializer<K, V> implements TypeSerializer<Map<K, V>> {

    private static final int NULL_KEY = 1;
    private static final int NULL_VALUE = 2;

    private final TypeSerializer<K> key;
    private final TypeSerializer<V> value;

    MapSerializer(TypeSerializer<K> key, TypeSerializer<V> value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public void write(Map<K, V> map, BinaryWriter out) {
        boolean nulls = false;
        for (Map.Entry<? extends @Nullable K, ? extends @Nullable V> entry : map.entrySet()) {
            nulls |= entry.getKey() == null || entry.getValue() == null;
        }
        out.writeVarInt((map.size() << 1) | (nulls ? 1 : 0));
        for (Map.Entry<? extends @Nullable K, ? extends @Nullable V> entry : map.entrySet()) {
            K entryKey = entry.getKey();
            V entryValue = entry.getValue();
            if (nulls) {
                out.writeByte((entryKey == null ? NULL_KEY : 0) | (entryValue == null ? NULL_VALUE : 0));
            }
            if (entryKey != null) {
                key.write(entryKey, out);
            }
            if (entryValue != null) {
                value.write(entryValue, out);
            }
        }
    }

    @Override
    public Map<K, V> read(BinaryReader in) {
        return read(in, key, value);
    }

    @Override
    public Map<K, V> copy(Map<K, V> map) {
        Map<@Nullable K, @Nullable V> copy = new LinkedHashMap<>(Math.max(16, map.size() * 4 / 3 + 1));
        for (Map.Entry<? extends @Nullable K, ? extends @Nullable V> entry : map.entrySet()) {
            K entryKey = entry.getKey();
            V entryValue = entry.getValue();
            copy.put(entryKey == null ? null : key.copy(entryKey), entryValue == null ? null : value.copy(entryValue));
        }
        return copy;
    }

    @Override
    public boolean immutable() {
        return false;
    }

    @Override
    public int fixedLength() {
        return VARIABLE_LENGTH;
    }

    @Override
    public TypeSnapshot snapshot() {
        return new TypeSnapshot.MapOf(key.snapshot(), value.snapshot());
    }

    @Override
    public Resolution<Map<K, V>> resolve(TypeSnapshot written) {
        if (!(written instanceof TypeSnapshot.MapOf map)) {
            return new Resolution.Incompatible<>(Mismatch.of(written, snapshot()));
        }
        Resolution<K> keys = key.resolve(map.key());
        Resolution<V> values = value.resolve(map.value());
        if (keys instanceof Resolution.Incompatible<K> incompatible) {
            return Mismatch.inside("the keys", incompatible);
        }
        if (values instanceof Resolution.Incompatible<V> incompatible) {
            return Mismatch.inside("the values", incompatible);
        }
        if (keys instanceof Resolution.AsIs && values instanceof Resolution.AsIs) {
            return new Resolution.AsIs<>();
        }
        TypeReader<K> keyReader = keys instanceof Resolution.Migrate<K> migrate ? migrate.reader() : key;
        TypeReader<V> valueReader = values instanceof Resolution.Migrate<V> migrate ? migrate.reader() : value;
        return new Resolution.Migrate<>(in -> read(in, keyReader, valueReader));
    }

    private static <K, V> Map<K, V> read(BinaryReader in, TypeReader<K> key, TypeReader<V> value) {
        int header = in.readVarInt();
        int count = NullableElements.count(header);
        int capacity = NullableElements.capacity(header, in);
        Map<@Nullable K, @Nullable V> map = new LinkedHashMap<>(Math.max(16, capacity * 4 / 3 + 1));
        for (int i = 0; i < count; i++) {
            int flags = NullableElements.hasNulls(header) ? in.readByte() : 0;
            K entryKey = (flags & NULL_KEY) != 0 ? null : key.read(in);
            map.put(entryKey, (flags & NULL_VALUE) != 0 ? null : value.read(in));
        }
        return map;
    }
}
