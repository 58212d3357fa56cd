package io.heddle.api.state;

/** Gives keyed state. Every call with the same descriptor gives the same state. */
public interface KeyedStateStore {
    /** One value per key. */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

    /** A list per key. */
    <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

    /** Reduced values per key. */
    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

    /** Aggregated values per key. */
    <I, A, O> AggregatingState<I, O> getAggregatingState(AggregatingStateDescriptor<I, A, O> stateProperties);

    /** A map per key. */
    <K, V> MapState<K, V> getMapState(MapStateDescriptor<K, V> stateProperties);
}
