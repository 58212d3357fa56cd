package io.heddle.engine.operator.join;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import org.jspecify.annotations.Nullable;

/** Makes the operators of joins. */
public final class JoinOperators {
    private JoinOperators() {}

    /** The operator of a spec; null if it is no join. */
    public static @Nullable Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.IntervalJoin<?, ?, ?, ?> join) {
            return new IntervalJoinOperator(join, context, outputs);
        }
        return null;
    }
}
