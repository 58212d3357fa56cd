package io.heddle.engine.operator;

import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;

/** Turns what the plan asks for into the best operator there is. */
public final class Operators {
    private Operators() {}

    /** The operator of a spec that is not a source. */
    public static Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs) {
        if (spec instanceof OperatorSpec.Map<?, ?> map) {
            return new MapOperator(map, context, outputs);
        } else if (spec instanceof OperatorSpec.Filter<?> filter) {
            return new FilterOperator(filter, context, outputs);
        } else if (spec instanceof OperatorSpec.FlatMap<?, ?> flatMap) {
            return new FlatMapOperator(flatMap, context, outputs);
        } else if (spec instanceof OperatorSpec.KeyedReduce<?, ?> reduce) {
            return new KeyedReduceOperator(reduce, context, outputs);
        } else if (spec instanceof OperatorSpec.CoMap<?, ?, ?> coMap) {
            return new CoMapOperator(coMap, context, outputs);
        } else if (spec instanceof OperatorSpec.CoFlatMap<?, ?, ?> coFlatMap) {
            return new CoFlatMapOperator(coFlatMap, context, outputs);
        } else if (spec instanceof OperatorSpec.TimestampsAndWatermarks<?> timestamps) {
            return new TimestampsOperator(timestamps, context, outputs);
        } else if (spec instanceof OperatorSpec.FunctionSink<?> sink) {
            return new FunctionSinkOperator(sink, context, outputs);
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
}
