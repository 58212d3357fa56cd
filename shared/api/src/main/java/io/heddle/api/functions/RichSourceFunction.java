package io.heddle.api.functions;

/** A source function with a life cycle. */
public abstract class RichSourceFunction<O> extends AbstractRichFunction implements SourceFunction<O> {}
