package io.heddle.api.functions;

/** A parallel source function with a life cycle. */
public abstract class RichParallelSourceFunction<O> extends AbstractRichFunction implements ParallelSourceFunction<O> {}
