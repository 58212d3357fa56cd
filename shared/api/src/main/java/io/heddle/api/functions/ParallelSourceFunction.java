package io.heddle.api.functions;

/** A source function that may run in parallel; each instance must emit its own part. */
public interface ParallelSourceFunction<O> extends SourceFunction<O> {}
