package io.heddle.api.functions;

/** A map over two streams with a life cycle. */
public abstract class RichCoMapFunction<I1, I2, O> extends AbstractRichFunction implements CoMapFunction<I1, I2, O> {}
