package io.heddle.engine.operator.process;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Makes the operators around process functions. */
public final class ProcessOperators {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private ProcessOperators() {}

    /** The operator of a spec; null if it is not one of a process function. */
    public static @Nullable Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.Process<?, ?> process) {
            return copy(ProcessOperator.class, process, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedProcess<?, ?, ?> process) {
            return copy(KeyedProcessOperator.class, process, context, outputs);
        } else if (spec instanceof OperatorSpec.CoProcess<?, ?, ?> process) {
            return copy(CoProcessOperator.class, process, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedCoProcess<?, ?, ?, ?> process) {
            return copy(KeyedCoProcessOperator.class, process, context, outputs);
        } else if (spec instanceof OperatorSpec.BroadcastProcess<?, ?, ?> process) {
            return new BroadcastProcessOperator(process, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedBroadcastProcess<?, ?, ?, ?> process) {
            return new KeyedBroadcastProcessOperator(process, context, outputs);
        }
        return null;
    }

    /** An operator of a class of its own, so that the JVM compiles its chain as one. */
    private static Operator copy(
            Class<? extends Operator> type, OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return (Operator) ClassCopies.make(context.copyOf(LOOKUP, type), spec, context, outputs);
    }
}
