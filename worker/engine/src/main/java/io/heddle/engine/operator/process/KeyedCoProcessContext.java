package io.heddle.engine.operator.process;

import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.TimerService;
import org.jspecify.annotations.Nullable;

/** What a {@link KeyedCoProcessFunction} sees of a record. */
final class KeyedCoProcessContext extends KeyedCoProcessFunction<Object, Object, Object, Object>.Context {
    private final Moment moment;

    KeyedCoProcessContext(KeyedCoProcessFunction<Object, Object, Object, Object> function, Moment moment) {
        function.super();
        this.moment = moment;
    }

    @Override
    public @Nullable Long timestamp() {
        return moment.timestamp();
    }

    @Override
    public TimerService timerService() {
        return moment;
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        moment.output(outputTag, value);
    }

    @Override
    public Object getCurrentKey() {
        return moment.currentKey();
    }
}
