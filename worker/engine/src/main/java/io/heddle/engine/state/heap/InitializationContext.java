package io.heddle.engine.state.heap;

import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.FunctionInitializationContext;
import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.OperatorStateStore;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.state.KeyedStateBackend;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

record InitializationContext(
        OperatorRestore restore,
        OperatorStateStore operatorState,
        @Nullable KeyedStateBackend keyed) implements FunctionInitializationContext {

    @Override
    public boolean isRestored() {
        return restore.restored();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
        return restore.restored() ? OptionalLong.of(restore.checkpointId()) : OptionalLong.empty();
    }

    @Override
    public OperatorStateStore getOperatorStateStore() {
        return operatorState;
    }

    @Override
    public KeyedStateStore getKeyedStateStore() {
        if (keyed == null) {
            throw new IllegalStateException(
                    "There is no keyed state here, because the stream is not keyed. Call keyBy() before the function.");
        }
        return new KeyedStore(keyed);
    }

    private record KeyedStore(KeyedStateBackend backend) implements KeyedStateStore {
        @Override
        public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
            return backend.state(descriptor);
        }

        @Override
        public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
            return backend.state(descriptor);
        }

        @Override
        public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
            return backend.state(descriptor);
        }

        @Override
        public <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> descriptor) {
            return backend.state(descriptor);
        }

        @Override
        public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
            return backend.state(descriptor);
        }
    }
}
