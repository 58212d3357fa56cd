package io.heddle.engine.operator;

import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.Function;
import io.heddle.api.functions.MapFunction;

/** An operator that, for each record, calls one function and passes on what that says. {@link FusedSteps} may go around it. */
interface Step {
    /** The call. */
    Call call();

    /**
     * A function, and as what it is called: it may be able to do both.
     *
     * @param type {@link MapFunction} or {@link FilterFunction}
     */
    record Call(Function function, Class<? extends Function> type) {}
}
