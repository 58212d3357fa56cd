package io.heddle.api.functions;

/** A flat join with a life cycle. */
public abstract class RichFlatJoinFunction<I1, I2, O> extends AbstractRichFunction
        implements FlatJoinFunction<I1, I2, O> {}
