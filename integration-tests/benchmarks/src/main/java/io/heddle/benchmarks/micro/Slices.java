package io.heddle.benchmarks.micro;

import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.SliceState;
import io.heddle.engine.state.heap.HeapStateBackend;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Slices of sliding windows: a record is folded into its slice, and a window is put together from ten slices; per record, and per
 * key of the window.
 */
public class Slices {
    private static final int KEYS = 10_000;
    private static final long[] WINDOW = {10, 20, 30, 40, 50, 60, 70, 80, 90, 100};

    /** Ten slices that all have every key. */
    @State(Scope.Thread)
    public static class Filled {
        private final Sequence sequence = new Sequence(KEYS);
        private final SliceState.Fold fold = (before, added) -> before == null ? added : (Long) before + (Long) added;
        private final SliceState.Merge merge = (value, own, added) -> (Long) value + (Long) added;
        private KeyedStateBackend backend;
        private SliceState slices;

        @Setup
        public void fill() throws Exception {
            backend = new HeapStateBackend().keyed(Setups.fresh(), Types.LONG);
            slices = backend.slices("slices", Types.LONG);
            for (long slice : WINDOW) {
                for (long key = 0; key < KEYS; key++) {
                    backend.setCurrentKey(key);
                    slices.fold(slice, slice, fold);
                }
            }
            long[] keysAndSum = new long[2];
            slices.forEachMerged(WINDOW, merge, (key, value) -> {
                keysAndSum[0]++;
                keysAndSum[1] += (Long) value;
            });
            Check.equal((long) KEYS, keysAndSum[0], "the keys of the window");
            Check.equal(550L * KEYS, keysAndSum[1], "the sum of the window");
        }
    }

    @Benchmark
    public void heddleFold(Filled state) throws Exception {
        state.backend.setCurrentKey((long) state.sequence.next());
        state.slices.fold(100, 1L, state.fold);
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public void heddleWindow(Filled state, Blackhole result) throws Exception {
        state.slices.forEachMerged(WINDOW, state.merge, (key, value) -> {
            result.consume(key);
            result.consume(value);
        });
    }
}
