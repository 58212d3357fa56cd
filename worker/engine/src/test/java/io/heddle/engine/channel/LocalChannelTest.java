package io.heddle.engine.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.core.agent.Wakeup;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of a channel at once: whatever is sent is announced, however the two threads meet. */
class LocalChannelTest {
    private static final long ROUNDS = 200_000;
    private static final int SPINS_BEFORE_PARK = 200;

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
    @Timeout(120)
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
        try {
            StreamEvent event = new StreamEvent.WatermarkReached(1);
            for (long sent = 0; sent < ROUNDS && !Thread.currentThread().isInterrupted(); sent++) {
                awaitTaken(sent);
                for (long later = sent & 63; later > 0; later--) {
                    Thread.onSpinWait();
                }
                out.event(event);
            }
            awaitTaken(ROUNDS);
        } finally {
            consumer.interrupt();
            consumer.join();
        }
        assertEquals(ROUNDS, taken.get());
    }

    private void awaitTaken(long count) {
        for (int spins = 0; taken.get() < count && !Thread.currentThread().isInterrupted(); ) {
            spin(++spins);
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
