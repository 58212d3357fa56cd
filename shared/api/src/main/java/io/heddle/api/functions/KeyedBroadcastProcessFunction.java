package io.heddle.api.functions;

import io.heddle.api.state.KeyedStateFunction;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;

/**
 * A keyed stream connected with a broadcast one: keyed state and timers on one side, broadcast state on both.
 *
 * <p>Both sides run on the task's thread. In which order records of the two streams come is not defined, and differs
 * between instances. Both kinds of state and the timers are part of checkpoints.
 *
 * @param <K> the key
 * @param <I1> the keyed stream
 * @param <I2> the broadcast stream
 * @param <O> the results
 */
public abstract class KeyedBroadcastProcessFunction<K, I1, I2, O> extends BaseBroadcastProcessFunction {
    /**
     * Handles a record of the keyed stream.
     *
     * @throws Exception fails the task
     */
    public abstract void processElement(I1 value, ReadOnlyContext ctx, Collector<O> out) throws Exception;

    /**
     * Handles a record of the broadcast stream; every parallel instance sees it.
     *
     * @throws Exception fails the task
     */
    public abstract void processBroadcastElement(I2 value, Context ctx, Collector<O> out) throws Exception;

    /**
     * Called when a timer of the keyed side fires; state is that of the timer's key.
     *
     * @param timestamp the time the timer was registered for, in milliseconds since the epoch
     * @throws Exception fails the task
     */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** The broadcast side. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {
        /**
         * Applies a function to the state of every key that has some in this instance, on the task's thread: it takes
         * as long as there are keys.
         *
         * @throws Exception if the function fails
         */
        public abstract <V, S extends State> void applyToKeyedState(
                StateDescriptor<S, V> stateDescriptor, KeyedStateFunction<K, S> function) throws Exception;
    }

    /** The keyed side. */
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {
        /** Clocks and timers. */
        public abstract TimerService timerService();

        /** The current key. */
        public abstract K getCurrentKey();
    }

    /** A timer fires. */
    public abstract class OnTimerContext extends ReadOnlyContext {
        /** Which clock the firing timer follows. */
        public abstract TimeDomain timeDomain();

        /** The key of the firing timer. */
        @Override
        public abstract K getCurrentKey();
    }
}
