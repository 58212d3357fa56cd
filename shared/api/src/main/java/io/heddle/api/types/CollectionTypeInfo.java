package io.heddle.api.types;

import java.util.Collection;
import java.util.List;

/** A collection of no particular kind; read back as a growable list. Elements may be null. */
public record CollectionTypeInfo<E>(TypeInformation<E> elementType) implements TypeInformation<Collection<E>> {

    @Override
    @SuppressWarnings("unchecked")
    public Class<Collection<E>> getTypeClass() {
        return (Class<Collection<E>>) (Class<?>) Collection.class;
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
        return "Collection<" + elementType + ">";
    }
}
