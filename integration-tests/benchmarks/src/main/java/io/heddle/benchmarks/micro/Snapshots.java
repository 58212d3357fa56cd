package io.heddle.benchmarks.micro;

import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.Objects;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A full snapshot of a table of 100,000 long values on the heap, per entry: what is done on the task's thread and what on another,
 * into memory.
 */
public class Snapshots {
    private static final int ENTRIES = 100_000;
    private static final int MOST_BYTES = 64 << 20;

    /** Our table. */
    @State(Scope.Thread)
    public static class Heddle {
        private KeyedStateBackend backend;

        @Setup
        public void fill() throws Exception {
            backend = new HeapStateBackend().keyed(Setups.fresh(), Types.LONG);
            ValueState<Long> value = backend.state(new ValueStateDescriptor<>("value", Types.LONG));
            for (long key = 0; key < ENTRIES; key++) {
                backend.setCurrentKey(key);
                value.update(key);
            }
            Check.equal(true, write() >= ENTRIES * 2L, "whether two bytes or more are written for an entry");
        }

        private long write() throws Exception {
            MeasuredCheckpoint checkpoint = new MeasuredCheckpoint();
            backend.snapshot(checkpoint);
            return checkpoint.write();
        }
    }

    /** Flink's table. */
    @State(Scope.Thread)
    public static class Flink {
        private final MemCheckpointStreamFactory memory = new MemCheckpointStreamFactory(MOST_BYTES);
        private HeapKeyedStateBackend<Long> backend;
        private long checkpoint;

        @Setup
        public void fill() throws Exception {
            backend = FlinkHeap.of(LongSerializer.INSTANCE);
            org.apache.flink.api.common.state.ValueState<Long> value = FlinkHeap.state(
                    backend, new org.apache.flink.api.common.state.ValueStateDescriptor<>("value", Long.class));
            for (long key = 0; key < ENTRIES; key++) {
                backend.setCurrentKey(key);
                value.update(key);
            }
            Check.equal(true, write() >= ENTRIES * 2L, "whether two bytes or more are written for an entry");
        }

        private long write() throws Exception {
            RunnableFuture<SnapshotResult<KeyedStateHandle>> snapshot =
                    backend.snapshot(++checkpoint, 0, memory, CheckpointOptions.forCheckpointWithDefaultLocation());
            snapshot.run();
            KeyedStateHandle handle = Objects.requireNonNull(snapshot.get().getJobManagerOwnedSnapshot());
            backend.notifyCheckpointComplete(checkpoint);
            return handle.getStateSize();
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long heddleEntry(Heddle table) throws Exception {
        return table.write();
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long flinkEntry(Flink table) throws Exception {
        return table.write();
    }
}
