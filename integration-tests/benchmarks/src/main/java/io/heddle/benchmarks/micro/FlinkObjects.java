package io.heddle.benchmarks.micro;

import java.util.Objects;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.ReduceFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.functions.aggregation.SumAggregator;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Flink's state of pairs by string keys, and the function behind {@code keyBy(0).sum(1)}, called as its operator calls it. */
@State(Scope.Thread)
public class FlinkObjects {
    private static final TypeInformation<Tuple2<String, Long>> TYPE = Types.TUPLE(Types.STRING, Types.LONG);

    @Param({"10000", "1000000"})
    public int keys = 1;

    HeapKeyedStateBackend<String> backend;
    ValueState<Tuple2<String, Long>> value;
    private ReduceFunction<Tuple2<String, Long>> sum;
    private String[] names;
    private Sequence sequence;

    @Setup
    public void fill() throws Exception {
        sequence = new Sequence(keys);
        names = ObjectState.keys(keys);
        backend = FlinkHeap.of(StringSerializer.INSTANCE);
        value = FlinkHeap.state(backend, new ValueStateDescriptor<>("value", TYPE));
        sum = new SumAggregator<>(1, TYPE, new ExecutionConfig());
        for (String name : names) {
            backend.setCurrentKey(name);
            value.update(Tuple2.of(name, 7L));
        }
        Check.equal(Tuple2.of(names[keys - 1], 7L), Objects.requireNonNull(value.value()), "the last value");
        Check.equal(Tuple2.of("a", 3L), sum.reduce(Tuple2.of("a", 1L), Tuple2.of("a", 2L)), "a sum");
    }

    void select() {
        backend.setCurrentKey(names[sequence.next()]);
    }

    /** A record comes in, and the sum of its key goes out. */
    Object sum() throws Exception {
        String name = names[sequence.next()];
        backend.setCurrentKey(name);
        Tuple2<String, Long> record = Tuple2.of(name, 1L);
        Tuple2<String, Long> before = value.value();
        Tuple2<String, Long> after = before == null ? record : sum.reduce(before, record);
        value.update(after);
        return after;
    }
}
