package io.heddle.api.types;

/** An enum. Constants are known by their names, so that they may be reordered. */
public record EnumTypeInfo<E extends Enum<E>>(Class<E> typeClass) implements TypeInformation<E> {

    public EnumTypeInfo {
        if (!typeClass.isEnum()) {
            throw new InvalidTypesException(typeClass.getName() + " is not an enum class.");
        }
    }

    @Override
    public Class<E> getTypeClass() {
        return typeClass;
    }

    @Override
    public String toString() {
        return "enum " + typeClass.getName();
    }
}
