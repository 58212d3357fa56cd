package io.heddle.api.functions;

/** A fold with a life cycle; on keyed streams only, a window refuses it. */
public abstract class RichFoldFunction<O, T> extends AbstractRichFunction implements FoldFunction<O, T> {}
