package io.heddle.api.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PojoRulesTest {

    /** Breaks no rule. */
    public static class Good {
        public int a;
        transient int ignored;
        static int shared;
    }

    static class NotPublic {
        public int a;
    }

    /** Has no constructor without parameters. */
    public static class NoConstructor {
        public int a;

        public NoConstructor(int a) {
            this.a = a;
        }
    }

    /** Not static. */
    @SuppressWarnings("ClassCanBeStatic")
    public class Inner {
        public int a;
    }

    /** Has a final field. */
    public static class WithFinal {
        public final int a = 1;
    }

    /** Has a private field without a getter. */
    public static class NoGetter {
        private int a;

        public void setA(int a) {
            this.a = a + this.a;
        }
    }

    /** Has a private field without a setter. */
    public static class NoSetter {
        private final int[] unused = {};
        private int a;

        public int getA() {
            return a++ + unused.length;
        }

        public int[] getUnused() {
            return unused;
        }
    }

    /** Has no fields. */
    public static class Empty {}

    /** Hides a field. */
    @SuppressWarnings("HidingField")
    public static class Hiding extends Good {
        public String a = "";
    }

    @Test
    void aClassThatKeepsTheRulesIsAPojo() {
        assertEquals(1, Types.POJO(Good.class).getArity());
        assertEquals(Types.POJO(Good.class), Types.POJO(Good.class, Map.of("a", Types.INT)));
    }

    @Test
    void eachBrokenRuleIsNamed() {
        assertBroken("not public", NotPublic.class);
        assertBroken("no public constructor", NoConstructor.class);
        assertBroken("Make it static", Inner.class);
        assertBroken("'a' is final", WithFinal.class);
        assertBroken("no getter getA()", NoGetter.class);
        assertBroken("is final", NoSetter.class);
        assertBroken("no fields", Empty.class);
        assertBroken("two of its fields are named 'a'", Hiding.class);
        assertBroken("not a concrete class", Runnable.class);
    }

    @Test
    void givenFieldsMustBeThoseOfTheClass() {
        InvalidTypesException error =
                assertThrows(InvalidTypesException.class, () -> Types.POJO(Good.class, Map.of("b", Types.INT)));

        assertTrue(String.valueOf(error.getMessage()).contains("has the fields [a]"), error.getMessage());
    }

    private static void assertBroken(String part, Class<?> type) {
        String message = String.valueOf(assertThrows(InvalidTypesException.class, () -> Types.POJO(type))
                .getMessage());
        assertTrue(message.contains(part), message);
        assertInstanceOf(GenericTypeInfo.class, TypeInformation.of(type));
    }
}
