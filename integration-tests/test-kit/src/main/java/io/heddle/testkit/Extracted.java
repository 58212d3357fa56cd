package io.heddle.testkit;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.plan.LogicalNode;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeInformation;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds the one operator that a piece of a program adds. */
final class Extracted {
    private Extracted() {}

    static <IN, OUT> OperatorSpec from(TypeInformation<IN> type, Function<DataStream<IN>, DataStream<OUT>> program) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        return spec(env, program.apply(env.fromData(List.of(), type)));
    }

    static <IN1, IN2, OUT> OperatorSpec from(
            TypeInformation<IN1> type1,
            TypeInformation<IN2> type2,
            BiFunction<DataStream<IN1>, DataStream<IN2>, DataStream<OUT>> program) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        return spec(env, program.apply(env.fromData(List.of(), type1), env.fromData(List.of(), type2)));
    }

    private static <T> OperatorSpec spec(StreamExecutionEnvironment env, DataStream<T> result) {
        result.sinkTo(new DiscardingSink<>());
        List<OperatorSpec> added = env.planBuilder().build("harness", Map.of()).nodes().stream()
                .map(LogicalNode::spec)
                .filter(spec ->
                        !(spec instanceof OperatorSpec.SplitSource) && !(spec instanceof OperatorSpec.WriterSink))
                .toList();
        if (added.size() != 1) {
            throw new IllegalArgumentException("The program adds " + added.size()
                    + " operators to the stream, but a harness steps exactly one. Test them one by one, or run the"
                    + " program in a MiniClusterExtension.");
        }
        return added.get(0);
    }
}
