package io.heddle.engine.operator.process;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.TimerService;
import org.jspecify.annotations.Nullable;

/** What a {@link ProcessFunction} sees of a record. */
final class ProcessContext extends ProcessFunction<Object, Object>.Context {
    private final Moment moment;

    ProcessContext(ProcessFunction<Object, Object> function, Moment moment) {
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
}
