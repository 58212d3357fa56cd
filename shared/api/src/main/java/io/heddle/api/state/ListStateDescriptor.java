package io.heddle.api.state;

import io.heddle.api.types.TypeInformation;
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

    /** The type of the elements. */
    public TypeInformation<T> getElementType() {
        return getTypeInformation();
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
