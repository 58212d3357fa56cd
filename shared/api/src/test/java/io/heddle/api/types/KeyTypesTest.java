package io.heddle.api.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.tuple.Tuple2;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyTypesTest {

    enum Colour {
        RED
    }

    record Place(String town, Colour colour) {}

    record Blob(String name, byte[] content) {}

    /** Equal by identity. */
    public static class Identity {
        public int a;
    }

    /** Equal by content. */
    public static class Content {
        public int a;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Content that && a == that.a;
        }

        @Override
        public int hashCode() {
            return a;
        }
    }

    /** Neither record nor POJO, equal by content. */
    static final class Value {
        final int a;
        final Colour colour = Colour.RED;

        Value(int a) {
            this.a = a;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value that && a == that.a && colour == that.colour;
        }

        @Override
        public int hashCode() {
            return a;
        }
    }

    /** Neither record nor POJO, with an array inside. */
    static final class ArrayValue {
        final int[] a;

        ArrayValue(int[] a) {
            this.a = a;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ArrayValue that && Arrays.equals(a, that.a);
        }

        @Override
        public int hashCode() {
            return a.length;
        }
    }

    @Test
    void typesThatAreEqualByContentMayBeKeys() {
        for (TypeInformation<?> type : List.of(
                Types.STRING,
                Types.LONG,
                Types.ENUM(Colour.class),
                TypeInformation.of(Place.class),
                TypeInformation.of(Content.class),
                TypeInformation.of(Value.class),
                TypeInformation.of(new TypeHint<Tuple2<String, Place>>() {}),
                Types.LIST(Types.STRING),
                Types.ROW(Types.INT, Types.STRING))) {
            assertTrue(type.isKeyType(), type::toString);
        }
    }

    @Test
    void eachReasonToRefuseIsToldWithItsMend() {
        assertRefused("by a List or a String", TypeInformation.of(int[].class));
        assertRefused("by a List or a String", TypeInformation.of(String[].class));
        assertRefused("its field 'content' (byte[])", TypeInformation.of(Blob.class));
        assertRefused("does not override both hashCode() and equals()", TypeInformation.of(Identity.class));
        assertRefused("sorted List", Types.SET(Types.STRING));
        assertRefused("sorted List", Types.LIST(Types.MAP(Types.STRING, Types.STRING)));
        assertRefused("'ArrayValue.a' is of type int[]", TypeInformation.of(ArrayValue.class));
        assertRefused("'Object' is of type java.lang.Object", TypeInformation.of(Object.class));
        assertRefused("no values", Types.VOID);
    }

    @Test
    void anUnknownTypeIsTheErrorThatAsksForIt() {
        assertThrows(
                InvalidTypesException.class,
                () -> KeyTypes.requireKeyType(new MissingTypeInfo<>("main(A.java:1)", "")));
    }

    @Test
    void immutabilityIsFoundInDepth() {
        assertTrue(TypeInformation.of(Place.class).isImmutable());
        assertFalse(TypeInformation.of(Blob.class).isImmutable());
        assertTrue(TypeInformation.of(Value.class).isImmutable());
        assertFalse(TypeInformation.of(ArrayValue.class).isImmutable());
        assertFalse(TypeInformation.of(Content.class).isImmutable());
        assertFalse(TypeInformation.of(Object.class).isImmutable());
        assertTrue(Types.OPTIONAL(Types.STRING).isImmutable());
        assertFalse(Types.LIST(Types.STRING).isImmutable());
        assertEquals(true, TypeInformation.of(Period.class).isImmutable());
    }

    private static void assertRefused(String part, TypeInformation<?> type) {
        String message = String.valueOf(assertThrows(InvalidTypesException.class, () -> KeyTypes.requireKeyType(type))
                .getMessage());
        assertTrue(message.contains(part), message);
        assertTrue(message.startsWith("Type (" + type + ") cannot be used as key"), message);
    }
}
