package io.heddle.engine.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.agent.Wakeup;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Outputs;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Both threads at once: whatever a source function hands over wakes its task, however the two meet. */
class HandOverTest {
    private static final long ROUNDS = 100_000;
    /** A slow machine has tried enough after this. */
    private static final long ENOUGH_NS = TimeUnit.SECONDS.toNanos(20);

    private static final int SPINS_BEFORE_PARK = 200;
    /** So often this thread lets the other one have the processor before it takes something for lost: for twenty seconds at least. */
    private static final int PATIENCE_PARKS = 400_000;

    private final HandOver handOver = new HandOver(new Object());
    private final Wakeup wakeup = new Wakeup();
    private final AtomicLong taken = new AtomicLong();

    private record Nowhere() implements Input {
        @Override
        public void record(Object value, long timestampMs) {}

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }

    /** Looks only when it was woken; a wake-up that is lost is never made up for. */
    private void consume() {
        Outputs outputs = new Outputs(new Nowhere(), Map.of());
        try {
            while (taken.get() < ROUNDS && !Thread.currentThread().isInterrupted()) {
                int count = handOver.drain(outputs, 64);
                if (count == 0) {
                    wakeup.await(Long.MAX_VALUE);
                } else {
                    taken.addAndGet(count);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Each record is handed over while the task, having taken the one before, finds nothing and goes to sleep: a little later each
     * time. As with the last record before a calm.
     */
    @Test
    void nothingIsLeftLying() throws Exception {
        handOver.attach(wakeup);
        Thread task = new Thread(this::consume, "task");
        task.start();
        long beganNs = System.nanoTime();
        try {
            for (long sent = 0; sent < ROUNDS && System.nanoTime() - beganNs < ENOUGH_NS; ) {
                for (long later = sent & 63; later > 0; later--) {
                    Thread.onSpinWait();
                }
                handOver.collect(sent);
                awaitTaken(++sent);
            }
        } finally {
            task.interrupt();
            task.join();
        }
    }

    private void awaitTaken(long count) {
        for (int spins = 0; taken.get() < count; ) {
            // Lets the other thread have the processor where both share one.
            if (++spins % SPINS_BEFORE_PARK == 0) {
                LockSupport.parkNanos(1);
            } else {
                Thread.onSpinWait();
            }
            assertTrue(spins / SPINS_BEFORE_PARK < PATIENCE_PARKS, "record " + count + " was left lying");
        }
    }
}
