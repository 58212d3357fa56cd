package io.heddle.core.usercode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.fault.HeddleException;
import io.heddle.core.plan.Closed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.BadAttributeValueExpException;
import org.junit.jupiter.api.Test;

class ClosuresTest {

    interface Function extends Serializable {
        String apply(String in);
    }

    /** Stands for a client of an outside system. */
    static final class Client {
        String name() {
            return "client";
        }
    }

    static final class Holder implements Function {
        private final Object held;

        Holder(Object held) {
            this.held = held;
        }

        @Override
        public String apply(String in) {
            return in + held;
        }
    }

    private final Client client = new Client();

    @Test
    void aLambdaWithCapturedValuesIsOpenedAsItWas() {
        List<String> captured = List.of("a", "b");
        Function lambda = in -> in + captured;

        Closed closed = Closures.capture(lambda);

        assertEquals("x[a, b]", open(closed, Function.class).apply("x"));
        assertTrue(closed.description().endsWith("ClosuresTest (lambda)"), closed.description());
    }

    @Test
    void theFieldThatCannotBeWrittenIsNamed() {
        HeddleException refused = refused(new Holder(Map.of("key", List.of(new Client()))));

        assertTrue(
                refused.problem()
                        .sentence()
                        .contains("ClosuresTest$Holder.held ("
                                + Map.of("a", "b").getClass().getName()
                                + ") -> [key] (" + List.of(1).getClass().getName() + ") -> [0] ("
                                + Client.class.getName() + ")"),
                refused.problem().sentence());
        assertTrue(
                refused.problem().sentence().contains("transient"),
                refused.problem().sentence());
    }

    @Test
    void theObjectThatALambdaUsesIsNamed() {
        Function lambda = in -> in + client.name();

        HeddleException refused = refused(lambda);

        assertTrue(
                refused.problem().sentence().contains("ClosuresTest: this"),
                refused.problem().sentence());
    }

    @Test
    void anOuterObjectThatIsUsedIsRefusedWithItsMend() {
        Function inner = new Function() {
            @Override
            public String apply(String in) {
                return in + client.name();
            }
        };

        HeddleException refused = refused(inner);

        assertTrue(
                refused.problem().sentence().contains(".this$0"),
                refused.problem().sentence());
        assertTrue(
                refused.problem().sentence().contains("static class"),
                refused.problem().sentence());
    }

    @Test
    void anOuterObjectThatIsNotUsedIsLetGo() {
        Function inner = new Function() {
            @Override
            public String apply(String in) {
                return in + "!";
            }
        };

        assertEquals("x!", open(Closures.capture(inner), Function.class).apply("x"));
    }

    @Test
    void aClassThatIsNoDataIsRefusedOnBothSides() throws IOException {
        Holder holder = new Holder(new BadAttributeValueExpException("x"));
        assertThrows(HeddleException.class, () -> Closures.capture(holder));

        ByteArrayOutputStream forged = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(forged)) {
            out.writeObject(holder);
        }
        Closed closed = new Closed(forged.toByteArray(), "forged");
        HeddleException refused = assertThrows(HeddleException.class, () -> open(closed, Function.class));
        assertTrue(
                refused.problem().sentence().contains("REJECTED"),
                refused.problem().sentence());
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = Closures.capture(new Holder("x")).bytes();
        bytes[bytes.length / 2] ^= 0x55;

        assertThrows(HeddleException.class, () -> open(new Closed(bytes, "damaged"), Function.class));
    }

    @Test
    void primitivesEnumsAndArraysAreOpened() {
        Holder holder = new Holder(new ArrayList<>(List.of(int.class, Thread.State.NEW, new int[] {1}, 'c')));

        assertNotNull(open(Closures.capture(holder), Holder.class));
    }

    @Test
    void whatIsOpenedMustBeOfTheWantedType() {
        Closed closed = Closures.capture("text");

        assertThrows(HeddleException.class, () -> open(closed, Function.class));
    }

    private static HeddleException refused(Object closure) {
        return assertThrows(HeddleException.class, () -> Closures.capture(closure));
    }

    private static <T> T open(Closed closed, Class<T> type) {
        return Closures.open(closed, type, ClosuresTest.class.getClassLoader());
    }
}
