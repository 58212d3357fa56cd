package io.heddle.api.functions;

/** A flat map with a life cycle. */
public abstract class RichFlatMapFunction<I, O> extends AbstractRichFunction implements FlatMapFunction<I, O> {}
