package io.heddle.core.agent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void itsEndIsThatOfTheJobsThatRan() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        IoPool pool = new IoPool("test-io", 1);
        pool.submit(() -> {
            running.countDown();
            // As a write that no interrupt ends.
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        running.await();
        pool.close();
        assertFalse(pool.awaitEnd(0));
        mayEnd.countDown();
        assertTrue(pool.awaitEnd(Duration.ofMinutes(1).toMillis()));
    }
}
