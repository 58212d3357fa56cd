package io.heddle.engine.operator.window;

import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.TaggedUnion;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.types.RecordTypeInfo;
import io.heddle.api.types.TypeField;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Two streams tagged into one, and windows over that. */
final class CoGroupOperator extends TwoInputOperator {
    private final WindowOperator windows;

    CoGroupOperator(OperatorSpec.WindowedCoGroup<?, ?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        this(context, new WindowOperator(tagged(spec), context, outputs, spec.function()));
    }

    private CoGroupOperator(OperatorContext context, WindowOperator windows) {
        super(context, new Outputs(windows, Map.of()));
        this.windows = windows;
    }

    @SuppressWarnings("unchecked")
    private static OperatorSpec.Windowed<?, ?, ?, ?> tagged(OperatorSpec.WindowedCoGroup<?, ?, ?, ?, ?> spec) {
        OperatorSpec.WindowedCoGroup<Object, Object, Object, Window, Object> group =
                (OperatorSpec.WindowedCoGroup<Object, Object, Object, Window, Object>) spec;
        KeySelector<Object, Object> selector1 = group.key1().selector();
        KeySelector<Object, Object> selector2 = group.key2().selector();
        KeySpec<Object, Object> key = new KeySpec<>(
                record -> {
                    TaggedUnion<Object, Object> union = (TaggedUnion<Object, Object>) record;
                    return union.isOne()
                            ? selector1.getKey(Objects.requireNonNull(union.one()))
                            : selector2.getKey(Objects.requireNonNull(union.two()));
                },
                group.key1().type());
        TypeInformation<?> type = new RecordTypeInfo<>(
                TaggedUnion.class,
                List.of(
                        new TypeField("one", group.type1()),
                        new TypeField("two", group.type2()),
                        new TypeField("isOne", Types.BOOLEAN)));
        WindowFunction<Object, Object, Object, Window> function = new Groups(group.function());
        return new OperatorSpec.Windowed<>(
                key,
                (TypeInformation<Object>) type,
                (WindowAssigner<Object, Window>) (WindowAssigner<?, ?>) group.assigner(),
                (Trigger<Object, Window>) (Trigger<?, ?>) group.trigger(),
                (Evictor<Object, Window>) (Evictor<?, ?>) group.evictor(),
                group.allowedLatenessMs(),
                null,
                new WindowComputation<>(new WindowComputation.Elements<>(), new WindowComputation.Applied<>(function)));
    }

    /** Deals the records of a window out to the two sides. */
    private record Groups(CoGroupFunction<Object, Object, Object> function)
            implements WindowFunction<Object, Object, Object, Window> {
        @Override
        public void apply(Object key, Window window, Iterable<Object> input, Collector<Object> out) throws Exception {
            List<Object> first = new ArrayList<>();
            List<Object> second = new ArrayList<>();
            for (Object each : input) {
                TaggedUnion<?, ?> union = (TaggedUnion<?, ?>) each;
                if (union.isOne()) {
                    first.add(union.one());
                } else {
                    second.add(union.two());
                }
            }
            function.coGroup(first, second, out);
        }
    }

    @Override
    public void open() throws Exception {
        windows.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        windows.record(TaggedUnion.one(value), timestampMs);
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        windows.record(TaggedUnion.two(value), timestampMs);
    }

    @Override
    public void endKey() throws Exception {
        windows.endKey();
    }

    @Override
    public void openFinished() throws Exception {
        windows.openFinished();
    }

    @Override
    public boolean awaitsCheckpoint() {
        return windows.awaitsCheckpoint();
    }

    @Override
    public void snapshot(OperatorCheckpoint checkpoint) throws Exception {
        windows.snapshot(checkpoint);
    }

    @Override
    public void checkpointCompleted(long checkpointId) throws Exception {
        windows.checkpointCompleted(checkpointId);
    }

    @Override
    public void checkpointAborted(long checkpointId) throws Exception {
        windows.checkpointAborted(checkpointId);
    }

    @Override
    public void close() throws Exception {
        windows.close();
    }
}
