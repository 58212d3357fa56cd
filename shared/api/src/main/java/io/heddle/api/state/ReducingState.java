package io.heddle.api.state;

/** State that combines what is added with a reduce function. */
public interface ReducingState<T> extends MergingState<T, T> {}
