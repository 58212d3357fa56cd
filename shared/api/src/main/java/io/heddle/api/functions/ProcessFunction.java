package io.heddle.api.functions;

import org.jspecify.annotations.Nullable;

/**
 * The low-level function over one stream: records, timestamps, side outputs, and state and timers if the stream is
 * keyed.
 *
 * <p>All methods run on the task's thread, so no locks are needed. State and timers are part of checkpoints.
 *
 * @param <I> the records
 * @param <O> the results
 */
public abstract class ProcessFunction<I, O> extends AbstractRichFunction {
    /**
     * Handles one record.
     *
     * @throws Exception fails the task
     */
    public abstract void processElement(I value, Context ctx, Collector<O> out) throws Exception;

    /**
     * Called when a timer fires; state is that of the timer's key.
     *
     * @param timestamp the time the timer was registered for, in milliseconds since the epoch
     * @throws Exception fails the task
     */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** What is known about the current record; valid only during the call. */
    public abstract class Context {
        /** The timestamp of the record in milliseconds, or null if it has none. */
        public abstract @Nullable Long timestamp();

        /** Clocks and timers. */
        public abstract TimerService timerService();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }

    /** What is known when a timer fires. */
    public abstract class OnTimerContext extends Context {
        /** Which clock the firing timer follows. */
        public abstract TimeDomain timeDomain();
    }
}
