package io.heddle.api.functions;

/**
 * A source function that may run in parallel; each instance must emit its own part (see {@link
 * RuntimeContext#getIndexOfThisSubtask}). The guarantee is that of {@link SourceFunction}.
 */
public interface ParallelSourceFunction<O> extends SourceFunction<O> {}
