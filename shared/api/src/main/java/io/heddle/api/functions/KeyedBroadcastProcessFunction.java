package io.heddle.api.functions;

import io.heddle.api.state.KeyedStateFunction;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;

/** A keyed stream connected with a broadcast one: keyed state and timers on one side, broadcast state on both. */
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
     * Called when a timer of the keyed side fires.
     *
     * @throws Exception fails the task
     */
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<O> out) throws Exception {}

    /** The broadcast side. */
    public abstract class Context extends BaseBroadcastProcessFunction.Context {
        /** Applies a function to the state of every key of this instance. */
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
