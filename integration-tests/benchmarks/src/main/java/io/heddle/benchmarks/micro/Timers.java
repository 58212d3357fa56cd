package io.heddle.benchmarks.micro;

import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyGroupedInternalPriorityQueue;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.TimerHeapInternalTimer;
import org.apache.flink.streaming.api.operators.TimerSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The earliest timer fires, and its key sets another at a time at random: as many timers wait as there are keys. */
public class Timers {
    private static final int SPREAD_MS = 1_000_000;

    /** Our queue. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param({"10000", "1000000"})
        public int keys = 1;

        private final Sequence delays = new Sequence(SPREAD_MS);
        private TimerQueue queue;

        @Setup
        public void fill() throws Exception {
            queue = new HeapStateBackend()
                    .keyed(Setups.fresh(), Types.LONG)
                    .timers("timers", Setups.SERIALIZERS.of(Types.STRING));
            for (long key = 0; key < keys; key++) {
                queue.add(key, "", delays.next());
            }
            long before = queue.nextMs();
            Check.equal(before, next(), "the earliest time");
            Check.equal(true, queue.nextMs() >= before, "later times to come later");
        }

        private long next() {
            KeyedTimer due = Objects.requireNonNull(queue.poll(Long.MAX_VALUE));
            queue.add(due.key(), due.namespace(), due.timeMs() + delays.next());
            return due.timeMs();
        }
    }

    /** Flink's queue. */
    @State(Scope.Thread)
    public static class Flink {
        @Param({"10000", "1000000"})
        public int keys = 1;

        private final Sequence delays = new Sequence(SPREAD_MS);
        private KeyGroupedInternalPriorityQueue<TimerHeapInternalTimer<Long, VoidNamespace>> queue;

        @Setup
        public void fill() throws Exception {
            queue = FlinkHeap.of(LongSerializer.INSTANCE)
                    .create("timers", new TimerSerializer<>(LongSerializer.INSTANCE, VoidNamespaceSerializer.INSTANCE));
            for (long key = 0; key < keys; key++) {
                queue.add(new TimerHeapInternalTimer<>(delays.next(), key, VoidNamespace.INSTANCE));
            }
            long before = Objects.requireNonNull(queue.peek()).getTimestamp();
            Check.equal(before, next(), "the earliest time");
            Check.equal(
                    true, Objects.requireNonNull(queue.peek()).getTimestamp() >= before, "later times to come later");
        }

        private long next() {
            TimerHeapInternalTimer<Long, VoidNamespace> due = Objects.requireNonNull(queue.poll());
            queue.add(
                    new TimerHeapInternalTimer<>(due.getTimestamp() + delays.next(), due.getKey(), due.getNamespace()));
            return due.getTimestamp();
        }
    }

    @Benchmark
    public long heddleNext(Heddle state) {
        return state.next();
    }

    @Benchmark
    public long flinkNext(Flink state) {
        return state.next();
    }
}
