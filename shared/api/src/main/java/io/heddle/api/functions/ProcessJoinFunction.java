package io.heddle.api.functions;

/**
 * Handles a pair that an interval join has matched. Each pair comes once, as soon as its second record has come; in
 * no particular order.
 *
 * @param <I1> the left stream
 * @param <I2> the right stream
 * @param <O> the results
 */
public abstract class ProcessJoinFunction<I1, I2, O> extends AbstractRichFunction {
    /**
     * Handles one pair.
     *
     * @throws Exception fails the task
     */
    public abstract void processElement(I1 left, I2 right, Context ctx, Collector<O> out) throws Exception;

    /** What is known about the pair. */
    public abstract class Context {
        /** The timestamp of the left record in milliseconds. */
        public abstract long getLeftTimestamp();

        /** The timestamp of the right record in milliseconds. */
        public abstract long getRightTimestamp();

        /** The timestamp of the pair in milliseconds: the larger of the two. Results carry it. */
        public abstract long getTimestamp();

        /** Emits a record to a side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
