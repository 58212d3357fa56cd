package io.heddle.core.types;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.heddle.api.types.BasicTypeInfo;
import java.util.List;

/**
 * The written form of a type as data: names and structure, no code. It is stored beside state, so that a later program
 * can tell what it reads. Class names in it are compared, never loaded.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "form")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TypeSnapshot.Basic.class, name = "basic"),
    @JsonSubTypes.Type(value = TypeSnapshot.Composite.class, name = "composite"),
    @JsonSubTypes.Type(value = TypeSnapshot.Sequence.class, name = "sequence"),
    @JsonSubTypes.Type(value = TypeSnapshot.MapOf.class, name = "map"),
    @JsonSubTypes.Type(value = TypeSnapshot.OptionalOf.class, name = "optional"),
    @JsonSubTypes.Type(value = TypeSnapshot.EitherOf.class, name = "either"),
    @JsonSubTypes.Type(value = TypeSnapshot.PrimitiveArray.class, name = "primitives"),
    @JsonSubTypes.Type(value = TypeSnapshot.ObjectArray.class, name = "array"),
    @JsonSubTypes.Type(value = TypeSnapshot.EnumOf.class, name = "enum"),
    @JsonSubTypes.Type(value = TypeSnapshot.Variants.class, name = "variants"),
    @JsonSubTypes.Type(value = TypeSnapshot.Generic.class, name = "generic")
})
public sealed interface TypeSnapshot {

    record Basic(BasicTypeInfo.Kind kind) implements TypeSnapshot {}

    /**
     * A type of named fields.
     *
     * @param extensible whether a value may be of a sub class, which the first flag of each value says
     */
    record Composite(Shape shape, String className, boolean extensible, List<Field> fields) implements TypeSnapshot {

        /** What kind of class the fields belong to. */
        public enum Shape {
            TUPLE,
            RECORD,
            POJO,
            ROW
        }
    }

    /** One field of a composite; one that may be null has a flag in each value. */
    record Field(String name, boolean nullable, TypeSnapshot type) {}

    /** A list, a set or another collection. */
    record Sequence(Order order, TypeSnapshot element) implements TypeSnapshot {

        /** What is read back. */
        public enum Order {
            LIST,
            SET,
            COLLECTION
        }
    }

    record MapOf(TypeSnapshot key, TypeSnapshot value) implements TypeSnapshot {}

    record OptionalOf(TypeSnapshot value) implements TypeSnapshot {}

    record EitherOf(TypeSnapshot left, TypeSnapshot right) implements TypeSnapshot {}

    record PrimitiveArray(BasicTypeInfo.Kind element) implements TypeSnapshot {}

    record ObjectArray(TypeSnapshot element) implements TypeSnapshot {}

    /** An enum; a value is the position of its name in the list. */
    record EnumOf(String className, List<String> names) implements TypeSnapshot {}

    /** A sealed class; a value is the position of its concrete class in the list, and the value. */
    record Variants(String className, List<Variant> variants) implements TypeSnapshot {}

    /** One concrete class of a sealed one. */
    record Variant(String className, TypeSnapshot type) {}

    /**
     * A class written by the general object serialiser.
     *
     * @param fields name and class of each field, by which a change of the class is noticed
     */
    record Generic(String className, List<String> fields) implements TypeSnapshot {}

    /** This form as bytes, with the version of their layout. */
    default byte[] toBytes() {
        return StoredSnapshot.toBytes(this);
    }

    /** A reader that passes over a value of this form without knowing its class; what it returns means nothing. */
    default TypeReader<Object> skipper() {
        return Skip.of(this);
    }

    /** The form out of its bytes. */
    static TypeSnapshot fromBytes(byte[] bytes) {
        return StoredSnapshot.fromBytes(bytes);
    }
}
