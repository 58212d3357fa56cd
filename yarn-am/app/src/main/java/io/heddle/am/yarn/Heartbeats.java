package io.heddle.am.yarn;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Speaks with the ResourceManager at its pace, and at once when there is something to say; a scheduler that has room answers
 * within milliseconds, so the next words follow soon as well. (Hadoop's asynchronous client sleeps a whole interval before it
 * sends a request, and another one before it hears of the answer.)
 *
 * <p>{@link #run} belongs to one thread; the rest may be called by any.
 */
final class Heartbeats implements Runnable {
    private static final Logger LOG = LogManager.getLogger(Heartbeats.class);
    // A stream has no end that it could be half-way to.
    private static final float PROGRESS = 0.5f;
    /** After news, the first pause; each one is twice as long until the usual pace is reached. */
    private static final int SOON_MS = 20;

    /** What is said, and what is answered. */
    interface Exchange {
        AllocateResponse allocate(float progress) throws YarnException, IOException;
    }

    private final Exchange exchange;
    private final YarnEvents events;
    private final Semaphore news = new Semaphore(0);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile int intervalMs;
    private volatile boolean ending;
    private int pauseMs = SOON_MS;

    Heartbeats(Exchange exchange, YarnEvents events, int intervalMs) {
        this.exchange = exchange;
        this.events = events;
        this.intervalMs = intervalMs;
    }

    /** There is something to say. */
    void soon() {
        news.release();
    }

    /** The usual pace from now on; a pause that is longer than that ends. */
    void every(int newIntervalMs) {
        boolean isFaster = newIntervalMs < intervalMs;
        intervalMs = newIntervalMs;
        if (isFaster) {
            soon();
        }
    }

    /** Nothing more is to be said; complete when nothing more is. */
    CompletableFuture<Void> end() {
        ending = true;
        news.release();
        return over;
    }

    @Override
    public void run() {
        try {
            while (!ending && beat()) {
                pause();
            }
        } catch (InterruptedException e) {
            LOG.debug("The heartbeats were interrupted", e);
        } finally {
            over.complete(null);
        }
    }

    /** Says and hears once; false if it was the last time. */
    boolean beat() {
        try {
            events.take(exchange.allocate(PROGRESS));
            return true;
        } catch (ApplicationAttemptNotFoundException e) {
            events.notWanted();
        } catch (YarnException | IOException | RuntimeException | LinkageError e) {
            LOG.error("A heartbeat to the ResourceManager failed", e);
            events.lost(e);
        }
        return false;
    }

    /** Waits until it is time or there is news. */
    void pause() throws InterruptedException {
        if (news.tryAcquire(nextPauseMs(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
            pauseMs = SOON_MS;
        }
    }

    /** How long to wait unless there is news. */
    int nextPauseMs() {
        int pause = Math.min(pauseMs, intervalMs);
        pauseMs = Math.min(2 * pauseMs, Math.max(SOON_MS, intervalMs));
        return pause;
    }
}
