package io.heddle.benchmarks.micro;

import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Long values by long keys on the heap: a key at random each time, which comes in a box of its own as out of a record; the value is
 * read, read and written, or folded.
 */
public class NumberState {
    /** Our table. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param({"10000", "1000000"})
        public int keys = 1;

        private KeyedStateBackend backend;
        private ValueState<Long> value;
        private ReducingState<Long> sum;
        private Sequence sequence;

        @Setup
        public void fill() throws Exception {
            sequence = new Sequence(keys);
            backend = new HeapStateBackend().keyed(Setups.fresh(), Types.LONG);
            value = backend.state(new ValueStateDescriptor<>("value", Types.LONG));
            sum = backend.state(new ReducingStateDescriptor<>("sum", Long::sum, Types.LONG));
            for (long key = 0; key < keys; key++) {
                backend.setCurrentKey(key);
                value.update(key);
                sum.add(key);
                sum.add(1L);
            }
            backend.setCurrentKey(keys - 1L);
            Check.equal(keys - 1L, Objects.requireNonNull(value.value()), "the last value");
            Check.equal((long) keys, Objects.requireNonNull(sum.get()), "the last sum");
        }

        private void select() {
            backend.setCurrentKey((long) sequence.next());
        }
    }

    @Benchmark
    public @Nullable Long heddleGet(Heddle state) throws Exception {
        state.select();
        return state.value.value();
    }

    @Benchmark
    public @Nullable Long flinkGet(FlinkNumbers state) throws Exception {
        state.select();
        return state.value.value();
    }

    @Benchmark
    public Long heddleUpdate(Heddle state) throws Exception {
        state.select();
        Long after = Objects.requireNonNull(state.value.value()) + 1;
        state.value.update(after);
        return after;
    }

    @Benchmark
    public Long flinkUpdate(FlinkNumbers state) throws Exception {
        state.select();
        Long after = Objects.requireNonNull(state.value.value()) + 1;
        state.value.update(after);
        return after;
    }

    @Benchmark
    public void heddleFold(Heddle state) throws Exception {
        state.select();
        state.sum.add(1L);
    }

    @Benchmark
    public void flinkFold(FlinkNumbers state) throws Exception {
        state.select();
        state.sum.add(1L);
    }
}
