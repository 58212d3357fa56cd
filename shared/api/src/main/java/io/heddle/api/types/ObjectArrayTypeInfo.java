package io.heddle.api.types;

import java.lang.reflect.Array;
import java.util.List;

/** An array of objects, of strings or of boxed values. Elements may be null. */
public record ObjectArrayTypeInfo<A, E>(Class<A> typeClass, TypeInformation<E> elementType)
        implements TypeInformation<A> {

    public ObjectArrayTypeInfo {
        if (!typeClass.isArray() || typeClass.getComponentType().isPrimitive()) {
            throw new InvalidTypesException(typeClass.getName() + " is not an array of objects.");
        }
    }

    /** The array of elements of the given type. */
    @SuppressWarnings("unchecked")
    public static <E> ObjectArrayTypeInfo<E[], E> of(TypeInformation<E> elementType) {
        Class<?> arrayClass = Array.newInstance(elementType.getTypeClass(), 0).getClass();
        return new ObjectArrayTypeInfo<>((Class<E[]>) arrayClass, elementType);
    }

    @Override
    public Class<A> getTypeClass() {
        return typeClass;
    }

    @Override
    public List<TypeInformation<?>> getComponentTypes() {
        return List.of(elementType);
    }

    @Override
    public String toString() {
        return elementType + "[]";
    }
}
