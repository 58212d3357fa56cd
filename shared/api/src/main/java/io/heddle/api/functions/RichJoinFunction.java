package io.heddle.api.functions;

/** A join with a life cycle. */
public abstract class RichJoinFunction<I1, I2, O> extends AbstractRichFunction implements JoinFunction<I1, I2, O> {}
