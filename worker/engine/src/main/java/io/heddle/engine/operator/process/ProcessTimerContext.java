package io.heddle.engine.operator.process;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.functions.TimerService;
import org.jspecify.annotations.Nullable;

/** What a {@link ProcessFunction} sees of a timer. */
final class ProcessTimerContext extends ProcessFunction<Object, Object>.OnTimerContext {
    private final Moment moment;

    ProcessTimerContext(ProcessFunction<Object, Object> function, Moment moment) {
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
    public TimeDomain timeDomain() {
        return moment.domain();
    }
}
