package io.heddle.engine.channel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.agent.Wakeup;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Both ends of a channel at once: whatever is sent is announced, however the two threads meet. */
class LocalChannelTest {
    private static final long ROUNDS = 200_000;
    /** A slow machine has tried enough after this. */
    private static final long ENOUGH_NS = TimeUnit.SECONDS.toNanos(20);

    private static final int SPINS_BEFORE_PARK = 200;
    /** So often this thread lets the other one have the processor before it takes something for lost: for twenty seconds at least. */
    private static final int PATIENCE_PARKS = 400_000;

    private final InputGate gate = new InputGate(1, new Wakeup());
    private final AtomicLong taken = new AtomicLong();

    /** Takes what the gate gives; a channel that has not stood in line again is never asked. */
    private void consume() {
        int spins = 0;
        for (long count = 0; count < ROUNDS && !Thread.currentThread().isInterrupted(); ) {
            if (gate.next() != null) {
                taken.set(++count);
                spins = 0;
            } else {
                spin(++spins);
            }
        }
    }

    /**
     * Each event is sent while the consumer, having taken the one before, finds the channel empty and leaves the line: a little
     * later each time. An announcement that is lost is never made up for, as after the last event of a task that ends.
     */
    @Test
    void nothingStaysUnannounced() throws Exception {
        LocalChannel channel = new LocalChannel(0, 0);
        OutputChannel out = channel.attachProducer(
                new Outflow(new Wakeup(), () -> false),
                100,
                new BatchSize(null),
                null,
                (edge, consumer, payload) -> {});
        gate.add(0, 0).connect(channel);
        Thread consumer = new Thread(this::consume, "consumer");
        consumer.start();
        long beganNs = System.nanoTime();
        try {
            StreamEvent event = new StreamEvent.WatermarkReached(1);
            for (long sent = 0; sent < ROUNDS && System.nanoTime() - beganNs < ENOUGH_NS; ) {
                for (long later = sent & 63; later > 0; later--) {
                    Thread.onSpinWait();
                }
                out.event(event);
                awaitTaken(++sent);
            }
        } finally {
            consumer.interrupt();
            consumer.join();
        }
    }

    private void awaitTaken(long count) {
        for (int spins = 0; taken.get() < count; ) {
            spin(++spins);
            assertTrue(spins / SPINS_BEFORE_PARK < PATIENCE_PARKS, "event " + count + " was never announced");
        }
    }

    /** Lets the other thread have the processor where both share one. */
    private static void spin(int spins) {
        if (spins % SPINS_BEFORE_PARK == 0) {
            LockSupport.parkNanos(1);
        } else {
            Thread.onSpinWait();
        }
    }
}
