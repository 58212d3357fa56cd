package io.heddle.api.functions;

/** A flat map over two streams with a life cycle. */
public abstract class RichCoFlatMapFunction<I1, I2, O> extends AbstractRichFunction
        implements CoFlatMapFunction<I1, I2, O> {}
