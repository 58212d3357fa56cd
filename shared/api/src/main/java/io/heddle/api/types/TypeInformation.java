package io.heddle.api.types;

import java.io.Serializable;
import java.util.List;

/**
 * What is known about the type of the records of a stream, of a key, or of a state.
 *
 * <p>This is data: it names no serialiser and holds no behaviour of the runtime. Two descriptions of the same type are
 * equal.
 */
public sealed interface TypeInformation<T> extends Serializable
        permits BasicTypeInfo,
                CollectionTypeInfo,
                CompositeTypeInfo,
                EitherTypeInfo,
                EnumTypeInfo,
                GenericTypeInfo,
                ListTypeInfo,
                MapTypeInfo,
                MissingTypeInfo,
                ObjectArrayTypeInfo,
                OptionalTypeInfo,
                PrimitiveArrayTypeInfo,
                SetTypeInfo,
                VariantTypeInfo {

    /** The class of the described values. */
    Class<T> getTypeClass();

    /** Whether values are of a type with a built-in meaning: a boxed primitive, a string, a number, a date or a time. */
    default boolean isBasicType() {
        return false;
    }

    /** Whether values are tuples. */
    default boolean isTupleType() {
        return false;
    }

    /** The number of fields, without nested ones; 1 for a type without fields. */
    default int getArity() {
        return 1;
    }

    /** The number of fields, with nested ones counted and their parents not. */
    default int getTotalFields() {
        return 1;
    }

    /** The types this one is made of, in order: fields, elements, key and value. */
    default List<TypeInformation<?>> getComponentTypes() {
        return List.of();
    }

    /**
     * Whether values may be keys: equal values have equal hashes in every process and on every Java version.
     * {@link KeyTypes#requireKeyType} says why a type is not.
     */
    default boolean isKeyType() {
        return KeyTypes.whyNoKey(this).isEmpty();
    }

    /** Whether values of the type have a natural order. */
    default boolean isSortKeyType() {
        return Comparable.class.isAssignableFrom(getTypeClass());
    }

    /** Whether no value of the type can ever change, so that it need not be copied when it is handed on. */
    default boolean isImmutable() {
        return Immutability.isImmutable(this);
    }

    /** Stands for how values of the type are written, where a program written for Flink asks for it. */
    default TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new TypeSerializer<>(this);
    }

    /**
     * The description of a class that has no type parameters.
     *
     * @throws InvalidTypesException if the class is generic; use {@link #of(TypeHint)}
     */
    static <T> TypeInformation<T> of(Class<T> typeClass) {
        return TypeExtractor.createTypeInfo(typeClass);
    }

    /** The description of a type with type parameters: {@code TypeInformation.of(new TypeHint<List<String>>() {})}. */
    static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
        return typeHint.getTypeInfo();
    }
}
