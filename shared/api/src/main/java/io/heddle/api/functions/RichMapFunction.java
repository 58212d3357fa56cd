package io.heddle.api.functions;

/** A map with a life cycle. */
public abstract class RichMapFunction<I, O> extends AbstractRichFunction implements MapFunction<I, O> {}
