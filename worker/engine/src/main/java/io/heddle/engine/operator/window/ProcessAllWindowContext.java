package io.heddle.engine.operator.window;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessAllWindowFunction;
import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.windowing.Window;

/** What a {@link ProcessAllWindowFunction} sees of the firing window. */
final class ProcessAllWindowContext extends ProcessAllWindowFunction<Object, Object, Window>.Context {
    private final WindowSight sight;

    ProcessAllWindowContext(ProcessAllWindowFunction<Object, Object, Window> function, WindowSight sight) {
        function.super();
        this.sight = sight;
    }

    @Override
    public Window window() {
        return sight.window();
    }

    @Override
    public KeyedStateStore windowState() {
        return sight.windowState();
    }

    @Override
    public KeyedStateStore globalState() {
        return sight.globalState();
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        sight.output(outputTag, value);
    }
}
