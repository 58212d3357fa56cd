package io.heddle.engine.operator;

import io.heddle.api.functions.Function;

/**
 * An operator that, for each record, calls one function and passes on what that says: a {@link
 * io.heddle.api.functions.MapFunction} or a {@link io.heddle.api.functions.FilterFunction}. {@link FusedSteps} may go around
 * it.
 */
interface Step {
    /** The function. */
    Function step();
}
