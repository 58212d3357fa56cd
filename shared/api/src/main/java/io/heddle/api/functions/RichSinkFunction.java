package io.heddle.api.functions;

/**
 * A sink function with a life cycle. At least once, unless it takes part in checkpoints itself; see {@link
 * SinkFunction}.
 */
public abstract class RichSinkFunction<I> extends AbstractRichFunction implements SinkFunction<I> {}
