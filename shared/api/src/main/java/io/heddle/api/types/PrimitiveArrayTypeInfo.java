package io.heddle.api.types;

/** An array of primitives. */
public record PrimitiveArrayTypeInfo<A>(Class<A> typeClass) implements TypeInformation<A> {

    public static final PrimitiveArrayTypeInfo<byte[]> BYTE_PRIMITIVE_ARRAY_TYPE_INFO =
            new PrimitiveArrayTypeInfo<>(byte[].class);

    public PrimitiveArrayTypeInfo {
        if (!typeClass.isArray() || !typeClass.getComponentType().isPrimitive()) {
            throw new InvalidTypesException(typeClass.getName() + " is not an array of primitives.");
        }
    }

    @Override
    public Class<A> getTypeClass() {
        return typeClass;
    }

    @Override
    public String toString() {
        return typeClass.getSimpleName();
    }
}
