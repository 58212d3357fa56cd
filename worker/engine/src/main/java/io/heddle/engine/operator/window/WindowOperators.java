package io.heddle.engine.operator.window;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import org.jspecify.annotations.Nullable;

/** Makes the operators of windows. */
public final class WindowOperators {
    private WindowOperators() {}

    /** The operator of a spec; null if it has no windows. */
    public static @Nullable Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.Windowed<?, ?, ?, ?> windowed) {
            return new WindowOperator(windowed, context, outputs);
        }
        return null;
    }
}
