package io.heddle.api.functions;

/**
 * A stream connected with a broadcast one: the broadcast side keeps state that the other side reads.
 *
 * <p>Both sides run on the task's thread. In which order records of the two streams come is not defined, and differs
 * between instances. Broadcast state is part of checkpoints, and complete in every instance after a restore.
 *
 * @param <I1> the stream
 * @param <I2> the broadcast stream
 * @param <O> the results
 */
public abstract class BroadcastProcessFunction<I1, I2, O> extends BaseBroadcastProcessFunction {
    /**
     * Handles a record of the non-broadcast stream.
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

    /** The broadcast side. */
    @SuppressWarnings("ClassCanBeStatic")
    public abstract class Context extends BaseBroadcastProcessFunction.Context {}

    /** The non-broadcast side. */
    @SuppressWarnings("ClassCanBeStatic")
    public abstract class ReadOnlyContext extends BaseBroadcastProcessFunction.ReadOnlyContext {}
}
