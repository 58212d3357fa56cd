package io.heddle.engine.source;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import org.jspecify.annotations.Nullable;

/** Turns what the plan says of a source into the operator that runs it. */
public final class Sources {
    private Sources() {}

    /** The source operator of a spec; null if the spec is none of a source. */
    public static @Nullable SourceOperator make(
            OperatorSpec spec, OperatorContext context, Outputs outputs, SourceLinks links) {
        if (spec instanceof OperatorSpec.SplitSource<?> split) {
            return new SplitSourceOperator(split, context, outputs, links);
        } else if (spec instanceof OperatorSpec.SplitEnumeration<?> enumeration) {
            return new EnumeratorOperator(enumeration, context, outputs, links);
        } else if (spec instanceof OperatorSpec.FunctionSource<?> function) {
            return new FunctionSourceOperator(function, context, outputs);
        }
        return null;
    }
}
