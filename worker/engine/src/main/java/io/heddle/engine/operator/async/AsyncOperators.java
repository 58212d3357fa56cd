package io.heddle.engine.operator.async;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import org.jspecify.annotations.Nullable;

/** Makes the operators of asynchronous requests. */
public final class AsyncOperators {
    private AsyncOperators() {}

    /** The operator of a spec; null if it makes no such requests. */
    public static @Nullable Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.AsyncWait<?, ?> async) {
            return new AsyncWaitOperator(async, context, outputs);
        }
        return null;
    }
}
