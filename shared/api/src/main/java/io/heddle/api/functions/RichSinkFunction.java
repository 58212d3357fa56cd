package io.heddle.api.functions;

/** A sink function with a life cycle. */
public abstract class RichSinkFunction<I> extends AbstractRichFunction implements SinkFunction<I> {}
