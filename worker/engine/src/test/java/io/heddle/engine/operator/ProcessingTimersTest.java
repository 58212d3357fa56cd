package io.heddle.engine.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessingTimersTest {
    private final ProcessingTimers timers = new ProcessingTimers();
    private final List<Long> fired = new ArrayList<>();

    /** Nobody is woken for them, and what their callbacks hold is let go. */
    @Test
    void cancelledTimersAreForgottenBeforeTheirTime() throws Exception {
        ProcessingTimers.Timer first = timers.at(10, fired::add);
        timers.at(20, fired::add);
        ProcessingTimers.Timer last = timers.at(30, fired::add);
        first.cancel();
        assertEquals(20, timers.nextMs());
        assertEquals(1, timers.fire(25));
        last.cancel();
        assertEquals(Long.MAX_VALUE, timers.nextMs());
        assertEquals(List.of(20L), fired);
    }
}
