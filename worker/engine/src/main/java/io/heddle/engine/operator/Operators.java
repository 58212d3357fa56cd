package io.heddle.engine.operator;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.job.ClassCopies;
import java.lang.invoke.MethodHandles;

/** Turns what the plan asks for into the best operator there is. */
public final class Operators {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Operators() {}

    /** The operator of a spec that is not a source. */
    public static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.Map<?, ?> map) {
            return copy(MapOperator.class, map, context, outputs);
        } else if (spec instanceof OperatorSpec.Filter<?> filter) {
            return copy(FilterOperator.class, filter, context, outputs);
        } else if (spec instanceof OperatorSpec.FlatMap<?, ?> flatMap) {
            return copy(FlatMapOperator.class, flatMap, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedReduce<?, ?> reduce) {
            return copy(
                    context.batch() ? FinalReduceOperator.class : KeyedReduceOperator.class, reduce, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedFold<?, ?, ?> fold) {
            return copy(KeyedFoldOperator.class, fold, context, outputs);
        } else if (spec instanceof OperatorSpec.CoMap<?, ?, ?> coMap) {
            return copy(CoMapOperator.class, coMap, context, outputs);
        } else if (spec instanceof OperatorSpec.CoFlatMap<?, ?, ?> coFlatMap) {
            return copy(CoFlatMapOperator.class, coFlatMap, context, outputs);
        } else if (spec instanceof OperatorSpec.TimestampsAndWatermarks<?> timestamps) {
            return copy(TimestampsOperator.class, timestamps, context, outputs);
        } else if (spec instanceof OperatorSpec.FunctionSink<?> sink) {
            return copy(FunctionSinkOperator.class, sink, context, outputs);
        } else if (spec instanceof OperatorSpec.WriterSink<?> sink) {
            return new WriterSinkOperator(sink, context, outputs);
        } else if (spec instanceof OperatorSpec.CollectSink<?> collect) {
            return new CollectOperator(collect, context, outputs);
        }
        throw new HeddleException(
                FaultCategory.ENGINE,
                "The engine has no operator for " + spec.getClass().getSimpleName() + " ('" + context.name() + "').",
                "This kind of operator is not built yet.",
                "Express it with a map, flatMap, filter or reduce.");
    }

    /** An operator of a class of its own, so that the JVM compiles its chain as one. */
    private static Operator copy(
            Class<? extends Operator> type, OperatorSpec spec, OperatorContext context, Outputs outputs) {
        return (Operator) ClassCopies.make(context.copyOf(LOOKUP, type), spec, context, outputs);
    }
}
