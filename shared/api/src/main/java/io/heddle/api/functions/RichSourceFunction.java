package io.heddle.api.functions;

/**
 * A source function with a life cycle, in one instance. What it must know to go on after a failure belongs into
 * state; see {@link SourceFunction}.
 */
public abstract class RichSourceFunction<O> extends AbstractRichFunction implements SourceFunction<O> {}
