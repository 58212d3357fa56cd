package io.heddle.engine.task;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Operators;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.async.AsyncOperators;
import io.heddle.engine.operator.join.JoinOperators;
import io.heddle.engine.operator.process.ProcessOperators;
import io.heddle.engine.operator.window.WindowOperators;

/** Finds the operator of every spec that is not a source. */
public final class AllOperators {
    private AllOperators() {}

    /** The operator of a spec. */
    public static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        Operator special = ProcessOperators.make(spec, context, outputs);
        if (special == null) {
            special = WindowOperators.make(spec, context, outputs);
        }
        if (special == null) {
            special = JoinOperators.make(spec, context, outputs);
        }
        if (special == null) {
            special = AsyncOperators.make(spec, context, outputs);
        }
        return special != null ? special : Operators.make(spec, context, outputs);
    }
}
