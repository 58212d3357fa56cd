package io.heddle.api.state;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.TypeSerializer;
import java.lang.reflect.Type;

/** Describes {@link ListState}; its type is that of the elements. */
public final class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, T> {
    /** A list of elements of a type. */
    public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
        super(name, elementTypeInfo);
    }

    /** A list of elements of a class without type parameters. */
    public ListStateDescriptor(String name, Class<T> elementTypeClass) {
        this(name, TypeInformation.of(elementTypeClass));
    }

    /** A list of elements of the type that a serialiser stands for. */
    public ListStateDescriptor(String name, TypeSerializer<T> elementTypeSerializer) {
        this(name, elementTypeSerializer.getTypeInformation());
    }

    /** The type of the elements. */
    public TypeInformation<T> getElementType() {
        return getTypeInformation();
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
