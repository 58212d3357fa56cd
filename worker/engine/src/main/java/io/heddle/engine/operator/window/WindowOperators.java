package io.heddle.engine.operator.window;

import io.heddle.api.functions.Function;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Makes the operators of windows. */
public final class WindowOperators {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private WindowOperators() {}

    /** The operator of a spec; null if it has no windows. */
    public static @Nullable Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.Windowed<?, ?, ?, ?> windowed) {
            if (context.sorted()) {
                // Tables of slices and calendars serve many keys at once, and here a key comes alone.
                return SortedWindowOperator.suits(windowed)
                        ? (Operator) ClassCopies.make(
                                context.copyOf(LOOKUP, SortedWindowOperator.class), windowed, context, outputs)
                        : general(windowed, context, outputs);
            }
            if (SliceWindowOperator.suits(windowed)) {
                return (Operator)
                        ClassCopies.make(context.copyOf(LOOKUP, SliceWindowOperator.class), windowed, context, outputs);
            }
            if (SessionWindowOperator.suits(windowed)) {
                return (Operator) ClassCopies.make(
                        context.copyOf(LOOKUP, SessionWindowOperator.class), windowed, context, outputs);
            }
            return general(windowed, context, outputs);
        } else if (spec instanceof OperatorSpec.WindowedCoGroup<?, ?, ?, ?, ?> group) {
            return new CoGroupOperator(group, context, outputs);
        }
        return null;
    }

    private static Operator general(
            OperatorSpec.Windowed<?, ?, ?, ?> windowed, OperatorContext context, Outputs outputs) {
        Function function = WindowResults.functionOf(windowed.computation().output());
        return new WindowOperator(windowed, context, outputs, function);
    }
}
