package io.heddle.api.types;

import java.util.List;
import java.util.Optional;

/** An {@link Optional}. */
public record OptionalTypeInfo<V>(TypeInformation<V> valueType) implements TypeInformation<Optional<V>> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Optional<V>> getTypeClass() {
        return (Class<Optional<V>>) (Class<?>) Optional.class;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.of(valueType);
    }

    @Override
    public String toString() {
        return "Optional<" + valueType + ">";
    }
}
