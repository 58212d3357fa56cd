package io.heddle.api.functions;

/** An aggregation with a life cycle. */
public abstract class RichAggregateFunction<I, A, O> extends AbstractRichFunction
        implements AggregateFunction<I, A, O> {}
