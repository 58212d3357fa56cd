package io.heddle.api.functions;

/**
 * An aggregation with an accumulator of its own type. Accumulators are updated in place or replaced. They are state:
 * after a failure they are those of the last checkpoint.
 *
 * <p>{@link #merge} is needed by windows that merge (sessions). Sliding and cumulative windows use it too, so that a
 * record is added once however many windows it is in; a function whose {@code merge} of two fresh accumulators
 * returns null or throws is taken to have none, and each window adds its records itself.
 *
 * @param <I> the records
 * @param <A> the accumulator
 * @param <O> the results
 */
public interface AggregateFunction<I, A, O> extends Function {
    /** A fresh accumulator. */
    A createAccumulator();

    /** Adds one record; may change and return the given accumulator. */
    A add(I value, A accumulator);

    /** The result so far. */
    O getResult(A accumulator);

    /** Merges two accumulators, as if all records had been added to one; may change and return either. */
    A merge(A a, A b);
}
