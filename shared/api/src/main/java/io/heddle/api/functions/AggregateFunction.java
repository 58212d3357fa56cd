package io.heddle.api.functions;

/**
 * An aggregation with an accumulator of its own type. Accumulators are updated in place or replaced; {@link #merge} is
 * needed by session windows and lets the engine aggregate before a shuffle.
 */
public interface AggregateFunction<I, A, O> extends Function {
    /** A fresh accumulator. */
    A createAccumulator();

    /** Adds one record; may change and return the given accumulator. */
    A add(I value, A accumulator);

    /** The result so far. */
    O getResult(A accumulator);

    /** Merges two accumulators; may change and return either. */
    A merge(A a, A b);
}
