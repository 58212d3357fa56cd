package io.heddle.api.state;

/** Appending state whose contents can be merged, as session windows need. */
public interface MergingState<I, O> extends AppendingState<I, O> {}
