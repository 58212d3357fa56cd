package io.heddle.api.functions;

/** A reduce with a life cycle. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction implements ReduceFunction<T> {}
