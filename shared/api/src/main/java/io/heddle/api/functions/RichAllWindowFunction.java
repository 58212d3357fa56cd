package io.heddle.api.functions;

import io.heddle.api.windowing.Window;

/** An all-window function with a life cycle. */
public abstract class RichAllWindowFunction<I, O, W extends Window> extends AbstractRichFunction
        implements AllWindowFunction<I, O, W> {}
