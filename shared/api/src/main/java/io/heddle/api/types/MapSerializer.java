package io.heddle.api.types;

import java.util.Map;

/** Stands for the type of maps where a serialiser is asked for. */
public final class MapSerializer<K, V> extends TypeSerializer<Map<K, V>> {
    /** Maps from such keys to such values. */
    public MapSerializer(TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
        super(Types.MAP(keySerializer.getTypeInformation(), valueSerializer.getTypeInformation()));
    }
}
