package io.heddle.api.datastream;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.environment.TimeCharacteristic;
import io.heddle.api.eventtime.WatermarkStrategies;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.FieldKey;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.PlanNode;
import io.heddle.api.plan.ResolvedField;
import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.KeyTypes;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;

/** Adds operators to the plan of streams. */
final class Wiring {
    private Wiring() {}

    /** An operator with one input. */
    static <R> SingleOutputStreamOperator<R> operator(
            DataStream<?> input, String name, OperatorSpec spec, TypeInformation<R> type) {
        StreamExecutionEnvironment env = input.getExecutionEnvironment();
        PlanNode node = env.planBuilder().add(name, spec, List.of(input.edges()), type);
        return new SingleOutputStreamOperator<>(env, node);
    }

    /** An operator with two inputs. */
    static <R> SingleOutputStreamOperator<R> operator(
            DataStream<?> first, DataStream<?> second, String name, OperatorSpec spec, TypeInformation<R> type) {
        sameEnvironment(first, second);
        StreamExecutionEnvironment env = first.getExecutionEnvironment();
        PlanNode node = env.planBuilder().add(name, spec, List.of(first.edges(), second.edges()), type);
        return new SingleOutputStreamOperator<>(env, node);
    }

    /** A sink. */
    static <T> DataStreamSink<T> sink(DataStream<T> input, String name, OperatorSpec spec) {
        input.getType();
        PlanNode node =
                input.getExecutionEnvironment().planBuilder().add("Sink: " + name, spec, List.of(input.edges()), null);
        return new DataStreamSink<>(node);
    }

    static void sameEnvironment(DataStream<?> first, DataStream<?> second) {
        if (first.getExecutionEnvironment() != second.getExecutionEnvironment()) {
            throw new IllegalArgumentException(
                    "The two streams were built on different environments: get the environment"
                            + " once, and build all streams of a job on it.");
        }
    }

    /** A key by a selector. */
    static <T, K> KeySpec<T, K> key(KeySelector<T, K> selector, TypeInformation<K> type) {
        KeyTypes.requireKeyType(type);
        return new KeySpec<>(selector, type);
    }

    /** A key by a selector, whose type is found out. */
    static <T, K> KeySpec<T, K> key(TypeInformation<T> input, KeySelector<T, K> selector) {
        return key(selector, TypeExtractor.requiredType(selector, KeySelector.class, 1, input));
    }

    /** A key by field positions. */
    static <T> KeySpec<T, Tuple> key(TypeInformation<T> input, int... positions) {
        List<FieldPath> paths = new ArrayList<>();
        for (int position : positions) {
            paths.add(FieldPath.of(position));
        }
        return fieldKey(input, paths);
    }

    /** A key by field expressions. */
    static <T> KeySpec<T, Tuple> key(TypeInformation<T> input, String... fields) {
        List<FieldPath> paths = new ArrayList<>();
        for (String field : fields) {
            paths.add(FieldPath.of(field));
        }
        return fieldKey(input, paths);
    }

    private static <T> KeySpec<T, Tuple> fieldKey(TypeInformation<T> input, List<FieldPath> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("keyBy needs at least one field.");
        }
        List<ResolvedField<T>> fields = new ArrayList<>();
        for (FieldPath path : paths) {
            fields.add(path.resolve(input));
        }
        FieldKey<T> key = new FieldKey<>(fields);
        return key(key, key.type());
    }

    /** Whether the older time windows of a stream mean event time; see {@code setStreamTimeCharacteristic}. */
    static boolean isEventTime(DataStream<?> stream) {
        TimeCharacteristic chosen = stream.getExecutionEnvironment().getStreamTimeCharacteristic();
        if (chosen != null) {
            return chosen != TimeCharacteristic.ProcessingTime;
        }
        return stream.edges().stream().anyMatch(edge -> hasTimestamps(edge.node()));
    }

    private static boolean hasTimestamps(PlanNode node) {
        if (node.spec() instanceof OperatorSpec.TimestampsAndWatermarks) {
            return true;
        }
        if (node.spec() instanceof OperatorSpec.SplitSource<?> source) {
            return !(source.watermarks() instanceof WatermarkStrategies.None);
        }
        return node.inputs().stream().anyMatch(edges -> edges.stream().anyMatch(edge -> hasTimestamps(edge.node())));
    }
}
