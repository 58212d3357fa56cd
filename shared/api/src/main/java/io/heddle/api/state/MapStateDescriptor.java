package io.heddle.api.state;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.lang.reflect.Type;

/** Describes {@link MapState} and broadcast state; its type is that of the values. */
public final class MapStateDescriptor<K, V> extends StateDescriptor<MapState<K, V>, V> {
    private final TypeInformation<K> keyType;

    /** A map from keys to values. */
    public MapStateDescriptor(String name, TypeInformation<K> keyTypeInfo, TypeInformation<V> valueTypeInfo) {
        super(name, valueTypeInfo);
        this.keyType = keyTypeInfo;
    }

    /** A map from keys to values of classes without type parameters. */
    public MapStateDescriptor(String name, Class<K> keyClass, Class<V> valueClass) {
        this(name, TypeInformation.of(keyClass), TypeInformation.of(valueClass));
    }

    /** A map from keys to values of the types that serialisers stand for. */
    public MapStateDescriptor(String name, TypeSerializer<K> keySerializer, TypeSerializer<V> valueSerializer) {
        this(name, keySerializer.getTypeInformation(), valueSerializer.getTypeInformation());
    }

    /** The type of the map's keys. */
    public TypeInformation<K> getKeyType() {
        return keyType;
    }

    /** The type of the map's values. */
    public TypeInformation<V> getValueType() {
        return getTypeInformation();
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}
