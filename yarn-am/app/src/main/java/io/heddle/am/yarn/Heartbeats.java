package io.heddle.am.yarn;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

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
    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private int intervalMs;
    private int pauseMs = SOON_MS;
    private boolean ended;

    /** What its thread is told by others; each one ends the pause. */
    private sealed interface Word {
        record Soon() implements Word {}

        record Every(int intervalMs) implements Word {}

        record End() implements Word {}
    }

    Heartbeats(Exchange exchange, YarnEvents events, int intervalMs) {
        this.exchange = exchange;
        this.events = events;
        this.intervalMs = intervalMs;
    }

    /** There is something to say. */
    void soon() {
        words.add(new Word.Soon());
    }

    /** The usual pace from now on. */
    void every(int newIntervalMs) {
        words.add(new Word.Every(newIntervalMs));
    }

    /** Nothing more is to be said; complete when nothing more is. */
    CompletableFuture<Void> end() {
        words.add(new Word.End());
        return over;
    }

    @Override
    public void run() {
        try {
            take(words.poll());
            while (!ended && beat()) {
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
        take(words.poll(nextPauseMs(), TimeUnit.MILLISECONDS));
    }

    private void take(@Nullable Word first) {
        for (Word word = first; word != null; word = words.poll()) {
            if (word instanceof Word.Every every) {
                pauseMs = every.intervalMs() < intervalMs ? SOON_MS : pauseMs;
                intervalMs = every.intervalMs();
            } else if (word instanceof Word.End) {
                ended = true;
            } else {
                pauseMs = SOON_MS;
            }
        }
    }

    /** How long to wait unless there is news. */
    int nextPauseMs() {
        int pause = Math.min(pauseMs, intervalMs);
        pauseMs = Math.min(2 * pauseMs, Math.max(SOON_MS, intervalMs));
        return pause;
    }
}
