package io.heddle.api.functions;

/**
 * An aggregation with a life cycle. State descriptors refuse one, since state combines values outside of any
 * operator.
 */
public abstract class RichAggregateFunction<I, A, O> extends AbstractRichFunction
        implements AggregateFunction<I, A, O> {}
