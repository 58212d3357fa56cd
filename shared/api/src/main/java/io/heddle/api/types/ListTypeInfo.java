package io.heddle.api.types;

import java.util.List;

/** A list; read back as a growable list. Elements may be null. */
public record ListTypeInfo<E>(TypeInformation<E> elementType) implements TypeInformation<List<E>> {

    /** Lists of elements of a class without type parameters. */
    public ListTypeInfo(Class<E> elementClass) {
        this(TypeInformation.of(elementClass));
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<List<E>> getTypeClass() {
        return (Class<List<E>>) (Class<?>) List.class;
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
        return "List<" + elementType + ">";
    }
}
