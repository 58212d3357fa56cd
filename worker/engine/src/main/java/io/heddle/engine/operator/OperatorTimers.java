package io.heddle.engine.operator;

import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keyed timers of one operator on both clocks. Before a timer is handed over, its key is made the current one. Timers of
 * event time fire when event time moves on: one that is registered for a time that has passed fires with the next watermark.
 */
public final class OperatorTimers {
    private static final Logger LOG = LogManager.getLogger(OperatorTimers.class);

    /** Takes timers that are due. */
    public interface Handler {
        /**
         * Event time has reached the timer.
         *
         * @throws Exception fails the task
         */
        void onEventTime(KeyedTimer timer) throws Exception;

        /**
         * The wall clock has reached the timer.
         *
         * @throws Exception fails the task
         */
        void onProcessingTime(KeyedTimer timer) throws Exception;
    }

    private final OperatorContext context;
    private final KeyedStateBackend state;
    private final Handler handler;
    private final long afterMs;
    private final TimerQueue event;
    private final TimerQueue processing;
    private ProcessingTimers.@Nullable Timer scheduled;
    private long scheduledMs = Long.MAX_VALUE;
    private boolean stopped;
    /** Null if timers fire when their time has come. */
    private final @Nullable Quiet quiet;

    /** While a key ends, whether timers are refused: one that sets itself again and again would never let it end. */
    private static final class Quiet {
        private boolean now;
        private boolean told;
    }

    /**
     * Restores the timers.
     *
     * @param afterMs how long after its time a timer of processing time fires: 1 where a whole millisecond has to be over
     */
    public OperatorTimers(
            OperatorContext context,
            KeyedStateBackend state,
            TypeSerializer<?> namespaces,
            long afterMs,
            Handler handler) {
        this.context = context;
        this.state = state;
        this.handler = handler;
        this.afterMs = afterMs;
        this.event = state.timers("event-time", namespaces);
        this.processing = state.timers("processing-time", namespaces);
        this.quiet = context.sorted() ? new Quiet() : null;
        context.timersOf(this);
        schedule();
    }

    /** Registers a timer of event time for the current key. */
    public void registerEventTime(Object namespace, long timeMs) {
        if (!isRefused(timeMs)) {
            event.add(state.currentKey(), namespace, timeMs);
        }
    }

    /** Forgets a timer of event time of the current key. */
    public void deleteEventTime(Object namespace, long timeMs) {
        event.remove(state.currentKey(), namespace, timeMs);
    }

    /** Registers a timer of processing time for the current key. */
    public void registerProcessingTime(Object namespace, long timeMs) {
        if (!isRefused(timeMs)) {
            processing.add(state.currentKey(), namespace, timeMs);
            schedule();
        }
    }

    private boolean isRefused(long timeMs) {
        if (quiet == null || !quiet.now) {
            return false;
        }
        if (!quiet.told) {
            quiet.told = true;
            LOG.warn(
                    "{}: a timer for {} was set while a timer fired at the end of a key, and is ignored; so are others"
                            + " like it. In batch mode no time is left behind the last record of a key.",
                    context.name(),
                    timeMs);
        }
        return true;
    }

    /** Forgets a timer of processing time of the current key. */
    public void deleteProcessingTime(Object namespace, long timeMs) {
        processing.remove(state.currentKey(), namespace, timeMs);
    }

    /** Fires what is due when event time reaches {@code watermarkMs}, also what is registered meanwhile. */
    public void advance(long watermarkMs) throws Exception {
        if (stopped) {
            return;
        }
        for (KeyedTimer due = event.poll(watermarkMs); due != null; due = event.poll(watermarkMs)) {
            state.setCurrentKey(due.key());
            handler.onEventTime(due);
        }
    }

    /** Fires all timers, those of event time first: the key has seen its last record, and no timer is set any more. */
    void endKey() throws Exception {
        Quiet ending = Objects.requireNonNull(quiet, "keys end only where they come one after the other");
        ending.now = true;
        advance(Long.MAX_VALUE);
        for (KeyedTimer due = processing.poll(Long.MAX_VALUE); due != null; due = processing.poll(Long.MAX_VALUE)) {
            state.setCurrentKey(due.key());
            handler.onProcessingTime(due);
        }
        ending.now = false;
    }

    /** No timer fires any more. */
    void stop() {
        stopped = true;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    private void schedule() {
        if (quiet != null || stopped) {
            return;
        }
        long nextMs = processing.nextMs();
        if (nextMs >= scheduledMs || processing.isEmpty()) {
            return;
        }
        if (scheduled != null) {
            scheduled.cancel();
        }
        scheduledMs = nextMs;
        long dueMs = nextMs + afterMs;
        scheduled = context.task().timers().at(dueMs < nextMs ? Long.MAX_VALUE : dueMs, this::fire);
    }

    private void fire(long timeMs) throws Exception {
        long nowMs = context.processingTimeMs() - afterMs;
        scheduled = null;
        scheduledMs = Long.MAX_VALUE;
        for (KeyedTimer due = processing.poll(nowMs); due != null; due = processing.poll(nowMs)) {
            state.setCurrentKey(due.key());
            handler.onProcessingTime(due);
        }
        schedule();
    }
}
