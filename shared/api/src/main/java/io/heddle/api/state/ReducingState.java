package io.heddle.api.state;

/**
 * State that combines what is added with a reduce function. Only the combined value is kept. {@link #get} gives null
 * where nothing was added.
 */
public interface ReducingState<T> extends MergingState<T, T> {}
