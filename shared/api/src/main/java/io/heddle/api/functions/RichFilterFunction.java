package io.heddle.api.functions;

/** A filter with a life cycle. */
public abstract class RichFilterFunction<T> extends AbstractRichFunction implements FilterFunction<T> {}
