package io.heddle.api.types;

import java.util.List;
import java.util.Map;

/** A map; read back as a map that keeps the order of insertion. Values may be null. */
public record MapTypeInfo<K, V>(TypeInformation<K> keyType, TypeInformation<V> valueType)
        implements TypeInformation<Map<K, V>> {

    /** Maps from keys to values of classes without type parameters. */
    public MapTypeInfo(Class<K> keyClass, Class<V> valueClass) {
        this(TypeInformation.of(keyClass), TypeInformation.of(valueClass));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Map<K, V>> getTypeClass() {
        return (Class<Map<K, V>>) (Class<?>) Map.class;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.of(keyType, valueType);
    }

    @Override
    public String toString() {
        return "Map<" + keyType + ", " + valueType + ">";
    }
}
