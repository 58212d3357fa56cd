package io.heddle.core.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RedialTest {
    @Test
    void pauses_double_up_to_the_bound_and_are_forgotten_when_it_opens() {
        Redial redial = new Redial(100, 300);
        assertTrue(redial.due(0));
        assertFalse(redial.due(0));
        redial.lost(0);
        assertEquals(100, redial.nextDeadlineMs());
        assertFalse(redial.due(99));
        assertTrue(redial.due(100));
        redial.lost(100);
        assertTrue(redial.due(300));
        redial.lost(300);
        assertTrue(redial.due(600));
        redial.opened();
        assertTrue(redial.isUp());
        assertEquals(Long.MAX_VALUE, redial.nextDeadlineMs());
        redial.lost(1000);
        assertTrue(redial.due(1100));
        redial.lost(1100);
        redial.hurry();
        assertTrue(redial.due(1100));
    }
}
