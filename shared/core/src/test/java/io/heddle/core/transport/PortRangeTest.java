package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {

    @Test
    void portsAreTriedInOrderUntilOneIsFree() throws IOException {
        List<Integer> tried = new ArrayList<>();
        int bound = PortRange.parse("10-12, 7").first(port -> {
            tried.add(port);
            if (port != 7) {
                throw new IOException("taken");
            }
            return port;
        });
        assertEquals(7, bound);
        assertEquals(List.of(10, 11, 12, 7), tried);
    }

    @Test
    void ifNoneIsFreeTheRangeIsNamed() {
        IOException failure = assertThrows(
                IOException.class,
                () -> PortRange.parse("1-2").first(port -> {
                    throw new IOException("taken");
                }));
        assertEquals("no port of 1-2 can be listened at: taken", failure.getMessage());
    }

    @Test
    void aWishThatCannotBeHadIsGivenUpForAnyPort() throws IOException {
        int bound = PortRange.parse("8081").orAny().first(port -> {
            if (port != 0) {
                throw new IOException("taken");
            }
            return port;
        });
        assertEquals(0, bound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "5-", "9-5", "70000", "1,,2", "-1"})
    void nonsenseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PortRange.parse(text));
    }
}
