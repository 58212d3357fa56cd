package io.heddle.api.functions;

import io.heddle.api.windowing.Window;

/** A window function with a life cycle. */
public abstract class RichWindowFunction<I, O, K, W extends Window> extends AbstractRichFunction
        implements WindowFunction<I, O, K, W> {}
