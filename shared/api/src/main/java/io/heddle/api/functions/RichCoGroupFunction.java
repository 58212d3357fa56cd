package io.heddle.api.functions;

/** A co-group with a life cycle. */
public abstract class RichCoGroupFunction<I1, I2, O> extends AbstractRichFunction
        implements CoGroupFunction<I1, I2, O> {}
