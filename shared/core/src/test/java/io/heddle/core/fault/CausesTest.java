package io.heddle.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ConnectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CausesTest {
    private final ConnectException refused = new ConnectException("Connection refused");

    @Test
    void who_wrapped_it_knew_what_was_being_done() {
        assertEquals(
                "java.io.IOException: Nothing accepts connections at db:5432. (java.net.ConnectException: Connection refused)",
                Causes.told(new IOException("Nothing accepts connections at db:5432.", refused)));
    }

    @Test
    void bare_wrappers_say_nothing() {
        assertEquals(
                "java.net.ConnectException: Connection refused",
                Causes.told(new ExecutionException(new InvocationTargetException(new RuntimeException(refused)))));
        assertEquals(
                "java.net.ConnectException: Connection refused",
                Causes.told(new IOException("Connection refused", refused)));
    }

    @Test
    void a_root_that_is_told_of_already_is_not_told_twice() {
        assertEquals(
                "java.io.IOException: db:5432: Connection refused",
                Causes.told(new IOException("db:5432: Connection refused", refused)));
    }

    @Test
    void a_failure_of_ours_is_its_sentences() {
        HeddleException ours = new HeddleException(FaultCategory.USER, "It broke.", "It was old.", "Buy a new one.");
        assertEquals("It broke. It was old. Buy a new one.", Causes.told(new ExecutionException(ours)));
    }

    @Test
    void without_a_message_the_class_is_named() {
        assertEquals("java.lang.IllegalStateException", Causes.told(new IllegalStateException()));
    }
}
