package io.heddle.api.functions;

import org.jspecify.annotations.Nullable;

/**
 * The low-level function over two connected streams: timestamps, side outputs, and state and timers if both streams
 * are keyed.
 *
 * <p>Both methods run on the task's thread and may share fields; in which order records of the two streams come is
 * not defined.
 *
 * @param <I1> the first stream
 * @param <I2> the second stream
 * @param <O> the results
 */
public abstract class CoProcessFunction<I1, I2, O> extends AbstractRichFunction {
    /**
     * Handles a record of the first stream.
     *
     * @throws Exception fails the task
     */
    public abstract void processElement1(I1 value, Context ctx, Collector<O> out) throws Exception;

    /**
     * Handles a record of the second stream.
     *
     * @throws Exception fails the task
     */
    public abstract void processElement2(I2 value, Context ctx, Collector<O> out) throws Exception;

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
