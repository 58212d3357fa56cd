package io.heddle.benchmarks.micro;

import java.util.Objects;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Flink's state of long values by long keys. */
@State(Scope.Thread)
public class FlinkNumbers {
    @Param({"10000", "1000000"})
    public int keys = 1;

    HeapKeyedStateBackend<Long> backend;
    ValueState<Long> value;
    ReducingState<Long> sum;
    private Sequence sequence;

    @Setup
    public void fill() throws Exception {
        sequence = new Sequence(keys);
        backend = FlinkHeap.of(LongSerializer.INSTANCE);
        value = FlinkHeap.state(backend, new ValueStateDescriptor<>("value", Long.class));
        sum = FlinkHeap.state(backend, new ReducingStateDescriptor<>("sum", Long::sum, Long.class));
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

    void select() {
        backend.setCurrentKey((long) sequence.next());
    }
}
