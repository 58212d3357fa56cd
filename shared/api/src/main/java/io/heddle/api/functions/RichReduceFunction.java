package io.heddle.api.functions;

/** A reduce with a life cycle. State descriptors refuse one, since state combines values outside of any operator. */
public abstract class RichReduceFunction<T> extends AbstractRichFunction implements ReduceFunction<T> {}
