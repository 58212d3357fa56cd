package io.heddle.engine.operator;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Callbacks at processing times, on the task's thread. Task thread only. */
public final class ProcessingTimers {
    /** Called at a processing time. */
    @FunctionalInterface
    public interface Callback {
        /**
         * The time has come.
         *
         * @param timeMs the time that was asked for
         */
        void onTime(long timeMs) throws Exception;
    }

    /** A callback that was asked for; to be cancelled. */
    public static final class Timer {
        private final long timeMs;
        private final long sequence;
        private final Callback callback;
        private boolean cancelled;

        private Timer(long timeMs, long sequence, Callback callback) {
            this.timeMs = timeMs;
            this.sequence = sequence;
            this.callback = callback;
        }

        /** The callback will not come. */
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Timer> queue = new PriorityQueue<>(
            Comparator.<Timer>comparingLong(timer -> timer.timeMs).thenComparingLong(timer -> timer.sequence));
    private long nextSequence;

    /** Calls back once when the wall clock has reached {@code timeMs}. */
    public Timer at(long timeMs, Callback callback) {
        Timer timer = new Timer(timeMs, nextSequence++, callback);
        queue.add(timer);
        return timer;
    }

    /** Calls back what is due; returns how many. Those that are added meanwhile wait for the next call. */
    public int fire(long wallMs) throws Exception {
        long before = nextSequence;
        int fired = 0;
        for (Timer next = due(wallMs); next != null && next.sequence < before; next = due(wallMs)) {
            queue.remove();
            fired++;
            next.callback.onTime(next.timeMs);
        }
        return fired;
    }

    private @Nullable Timer due(long wallMs) {
        Timer next = head();
        return next != null && next.timeMs <= wallMs ? next : null;
    }

    /** The first that was not cancelled; those before it are forgotten, with all that their callbacks hold. */
    private @Nullable Timer head() {
        Timer next = queue.peek();
        while (next != null && next.cancelled) {
            queue.remove();
            next = queue.peek();
        }
        return next;
    }

    /** Wall-clock time of the next callback, {@link Long#MAX_VALUE} if none was asked for. */
    public long nextMs() {
        Timer next = head();
        return next == null ? Long.MAX_VALUE : next.timeMs;
    }
}
