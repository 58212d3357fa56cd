package io.heddle.core.agent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is submitted to a pool. */
class IoPoolTest {
    @Test
    void jobsRun() throws Exception {
        try (IoPool pool = new IoPool("test-io", 1)) {
            assertEquals(7, pool.call(() -> 7).get());
        }
    }

    @Test
    void aClosedPoolForgetsWhatComes() {
        AtomicInteger runs = new AtomicInteger();
        IoPool pool = new IoPool("test-io", 1);
        pool.close();
        assertDoesNotThrow(() -> pool.submit(runs::incrementAndGet));
        assertEquals(0, runs.get());
    }
}
