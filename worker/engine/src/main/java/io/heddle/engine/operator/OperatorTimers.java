package io.heddle.engine.operator;

import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import org.jspecify.annotations.Nullable;

/**
 * The keyed timers of one operator on both clocks. Before a timer is handed over, its key is made the current one. Timers of
 * event time fire when event time moves on: one that is registered for a time that has passed fires with the next watermark.
 */
public final class OperatorTimers {

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
        schedule();
    }

    /** Registers a timer of event time for the current key. */
    public void registerEventTime(Object namespace, long timeMs) {
        event.add(state.currentKey(), namespace, timeMs);
    }

    /** Forgets a timer of event time of the current key. */
    public void deleteEventTime(Object namespace, long timeMs) {
        event.remove(state.currentKey(), namespace, timeMs);
    }

    /** Registers a timer of processing time for the current key. */
    public void registerProcessingTime(Object namespace, long timeMs) {
        processing.add(state.currentKey(), namespace, timeMs);
        schedule();
    }

    /** Forgets a timer of processing time of the current key. */
    public void deleteProcessingTime(Object namespace, long timeMs) {
        processing.remove(state.currentKey(), namespace, timeMs);
    }

    /** Fires what is due when event time reaches {@code watermarkMs}, also what is registered meanwhile. */
    public void advance(long watermarkMs) throws Exception {
        for (KeyedTimer due = event.poll(watermarkMs); due != null; due = event.poll(watermarkMs)) {
            state.setCurrentKey(due.key());
            handler.onEventTime(due);
        }
    }

    private void schedule() {
        long nextMs = processing.nextMs();
        if (nextMs >= scheduledMs || processing.isEmpty()) {
            return;
        }
        if (scheduled != null) {
            scheduled.cancel();
        }
        scheduledMs = nextMs;
        scheduled = context.task().timers().at(nextMs + Math.min(afterMs, Long.MAX_VALUE - nextMs), this::fire);
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
