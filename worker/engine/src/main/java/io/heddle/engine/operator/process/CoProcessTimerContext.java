package io.heddle.engine.operator.process;

import io.heddle.api.functions.CoProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.functions.TimerService;
import org.jspecify.annotations.Nullable;

/** What a {@link CoProcessFunction} sees of a timer. */
final class CoProcessTimerContext extends CoProcessFunction<Object, Object, Object>.OnTimerContext {
    private final Moment moment;

    CoProcessTimerContext(CoProcessFunction<Object, Object, Object> function, Moment moment) {
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
