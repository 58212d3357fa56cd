package io.heddle.api.functions;

/**
 * A parallel source function with a life cycle. What it must know to go on after a failure belongs into state; see
 * {@link SourceFunction}.
 */
public abstract class RichParallelSourceFunction<O> extends AbstractRichFunction implements ParallelSourceFunction<O> {}
