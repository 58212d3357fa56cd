package io.heddle.benchmarks.micro;

import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;

/** Flink's state on the heap, made as its tasks make it: tables with copy-on-write, no compression, no tracking of times. */
final class FlinkHeap {
    static final KeyGroupRange ALL_GROUPS = KeyGroupRange.of(0, Setups.KEY_GROUPS - 1);
    private static final int QUEUE_CAPACITY = 128;

    private FlinkHeap() {}

    static <K> HeapKeyedStateBackend<K> of(TypeSerializer<K> keys) throws Exception {
        ExecutionConfig config = new ExecutionConfig();
        config.enableObjectReuse();
        return new HeapKeyedStateBackendBuilder<>(
                        null,
                        keys,
                        FlinkHeap.class.getClassLoader(),
                        Setups.KEY_GROUPS,
                        ALL_GROUPS,
                        config,
                        TtlTimeProvider.DEFAULT,
                        LatencyTrackingStateConfig.disabled(),
                        SizeTrackingStateConfig.disabled(),
                        List.of(),
                        UncompressedStreamCompressionDecorator.INSTANCE,
                        LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
                        new HeapPriorityQueueSetFactory(ALL_GROUPS, Setups.KEY_GROUPS, QUEUE_CAPACITY),
                        true,
                        new CloseableRegistry())
                .build();
    }

    /** The state of that descriptor, as the runtime context gives it. */
    static <S extends State> S state(HeapKeyedStateBackend<?> backend, StateDescriptor<S, ?> descriptor)
            throws Exception {
        return backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
    }
}
