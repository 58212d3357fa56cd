package io.heddle.engine.operator.window;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.state.AggregatingState;
import io.heddle.api.state.AggregatingStateDescriptor;
import io.heddle.api.state.KeyedStateStore;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.windowing.Window;
import io.heddle.engine.operator.DownstreamFailure;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Outputs;

/** The firing window as window functions see it: clocks, state, side outputs. */
final class WindowSight {
    private final WindowMoment moment;
    private final Outputs outputs;
    private final KeyedStateStore ofWindow;
    private final KeyedStateStore ofKey;

    /**
     * Shows what {@code moment} is at.
     *
     * @param merging whether windows merge, so that they have no state of their own
     */
    WindowSight(WindowMoment moment, Outputs outputs, boolean merging) {
        this.moment = moment;
        this.outputs = outputs;
        this.ofWindow = new Store() {
            @Override
            <S extends State> S state(StateDescriptor<S, ?> descriptor) {
                if (merging) {
                    throw new UnsupportedOperationException(
                            "Windows that merge (sessions) have no state per window. Use globalState().");
                }
                return moment.getPartitionedState(descriptor);
            }
        };
        this.ofKey = new Store() {
            @Override
            <S extends State> S state(StateDescriptor<S, ?> descriptor) {
                return moment.backend().state(descriptor);
            }
        };
    }

    Window window() {
        return moment.window();
    }

    long currentProcessingTime() {
        return moment.getCurrentProcessingTime();
    }

    long currentWatermark() {
        return moment.getCurrentWatermark();
    }

    KeyedStateStore windowState() {
        return ofWindow;
    }

    KeyedStateStore globalState() {
        return ofKey;
    }

    void output(OutputTag<?> tag, Object value) {
        Input side = outputs.side(tag.getId());
        if (side != null) {
            try {
                side.record(value, moment.window().maxTimestamp());
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
    }

    private abstract static class Store implements KeyedStateStore {
        abstract <S extends State> S state(StateDescriptor<S, ?> descriptor);

        @Override
        public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
            return state(descriptor);
        }

        @Override
        public <T> ListState<T> getListState(ListStateDescriptor<T> descriptor) {
            return state(descriptor);
        }

        @Override
        public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> descriptor) {
            return state(descriptor);
        }

        @Override
        public <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> descriptor) {
            return state(descriptor);
        }

        @Override
        public <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> descriptor) {
            return state(descriptor);
        }
    }
}
