package io.heddle.api.types;

import java.util.List;
import java.util.Set;

/** A set; read back as a set that keeps the order of insertion. Elements may be null. */
public record SetTypeInfo<E>(TypeInformation<E> elementType) implements TypeInformation<Set<E>> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Set<E>> getTypeClass() {
        return (Class<Set<E>>) (Class<?>) Set.class;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.of(elementType);
    }

    @Override
    public boolean isSortKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Set<" + elementType + ">";
    }
}
