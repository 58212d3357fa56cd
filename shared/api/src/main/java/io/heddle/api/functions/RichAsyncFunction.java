package io.heddle.api.functions;

/** An asynchronous function with a life cycle. */
public abstract class RichAsyncFunction<I, O> extends AbstractRichFunction implements AsyncFunction<I, O> {}
