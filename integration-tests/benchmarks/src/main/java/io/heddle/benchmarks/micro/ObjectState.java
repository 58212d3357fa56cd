package io.heddle.benchmarks.micro;

import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.engine.state.FoldedNumbers;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pairs by string keys on the heap, a key at random each time: read, or one field changed in place and written. */
public class ObjectState {
    private static final TypeInformation<Tuple2<String, Long>> TYPE = Types.TUPLE(Types.STRING, Types.LONG);

    /** The keys as objects that know their hash, as those do that have come through an exchange. */
    static String[] keys(int count) {
        String[] keys = new String[count];
        for (int n = 0; n < count; n++) {
            keys[n] = "user-" + n;
        }
        return keys;
    }

    /** Our table. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param({"10000", "1000000"})
        public int keys = 1;

        private KeyedStateBackend backend;
        private ValueState<Tuple2<String, Long>> value;
        private String[] names;
        private Sequence sequence;

        @Setup
        public void fill() throws Exception {
            sequence = new Sequence(keys);
            names = keys(keys);
            backend = new HeapStateBackend().keyed(Setups.fresh(), Types.STRING);
            value = backend.state(new ValueStateDescriptor<>("value", TYPE));
            for (String name : names) {
                backend.setCurrentKey(name);
                value.update(Tuple2.of(name, 7L));
            }
            Check.equal(Tuple2.of(names[keys - 1], 7L), Objects.requireNonNull(value.value()), "the last value");
        }

        private void select() {
            backend.setCurrentKey(names[sequence.next()]);
        }
    }

    /** What {@code keyBy(0).sum(1)} keeps: the first record of the key, and the sum beside it as bits. */
    @State(Scope.Thread)
    public static class Sums {
        @Param({"10000", "1000000"})
        public int keys = 1;

        private KeyedStateBackend backend;
        private FoldedNumbers sums;
        private String[] names;
        private Sequence sequence;

        @Setup
        @SuppressWarnings("unchecked")
        public void fill() throws Exception {
            sequence = new Sequence(keys);
            names = keys(keys);
            backend = new HeapStateBackend().keyed(Setups.fresh(), Types.STRING);
            TypeInformation<Object> type = (TypeInformation<Object>) (TypeInformation<?>) TYPE;
            sums = Objects.requireNonNull(backend.folded(
                    new ValueStateDescriptor<>("sum", type),
                    new FieldAggregation<>(
                            FieldAggregation.Kind.SUM, FieldPath.of(1).resolve(type), true)));
            for (String name : names) {
                add(name);
            }
            Check.equal(Tuple2.of(names[keys - 1], 2L), add(names[keys - 1]), "the last sum");
        }

        private Object add(String name) {
            backend.setCurrentKey(name);
            return sums.add(Tuple2.of(name, 1L));
        }
    }

    @Benchmark
    public @Nullable Object heddleGet(Heddle state) throws Exception {
        state.select();
        return state.value.value();
    }

    @Benchmark
    public @Nullable Object flinkGet(FlinkObjects state) throws Exception {
        state.select();
        return state.value.value();
    }

    @Benchmark
    public Object heddleUpdate(Heddle state) throws Exception {
        state.select();
        Tuple2<String, Long> pair = Objects.requireNonNull(state.value.value());
        pair.f1++;
        state.value.update(pair);
        return pair;
    }

    @Benchmark
    public Object flinkUpdate(FlinkObjects state) throws Exception {
        state.select();
        org.apache.flink.api.java.tuple.Tuple2<String, Long> pair = Objects.requireNonNull(state.value.value());
        pair.f1++;
        state.value.update(pair);
        return pair;
    }

    @Benchmark
    public Object heddleSum(Sums state) {
        return state.add(state.names[state.sequence.next()]);
    }

    @Benchmark
    public Object flinkSum(FlinkObjects state) throws Exception {
        return state.sum();
    }
}
