package io.heddle.api.state;

/** Appending state whose contents can be merged, as triggers need it for windows that merge (sessions). */
public interface MergingState<I, O> extends AppendingState<I, O> {}
