package io.heddle.api.state;

/** State that combines what is added with an aggregate function. */
public interface AggregatingState<I, O> extends MergingState<I, O> {}
