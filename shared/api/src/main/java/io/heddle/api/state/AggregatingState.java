package io.heddle.api.state;

/**
 * State that combines what is added with an aggregate function. Only the accumulator is kept. {@link #get} gives null
 * where nothing was added.
 *
 * @param <I> what is added
 * @param <O> the result
 */
public interface AggregatingState<I, O> extends MergingState<I, O> {}
