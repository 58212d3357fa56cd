package io.heddle.engine.operator.window;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.windowing.Window;

/** What a {@link ProcessWindowFunction} sees of the firing window. */
final class ProcessWindowContext extends ProcessWindowFunction<Object, Object, Object, Window>.Context {
    private final WindowSight sight;

    ProcessWindowContext(ProcessWindowFunction<Object, Object, Object, Window> function, WindowSight sight) {
        function.super();
        this.sight = sight;
    }

    @Override
    public Window window() {
        return sight.window();
    }

    @Override
    public long currentProcessingTime() {
        return sight.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return sight.currentWatermark();
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
