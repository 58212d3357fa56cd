package io.heddle.api.state;

import java.util.Set;

/**
 * Gives operator state: state of a parallel instance, on the heap whichever the backend, that is redistributed when
 * the parallelism changes. Names are unique within an operator.
 */
public interface OperatorStateStore {
    /** A list whose elements are split evenly over the instances on restore. */
    <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A list of which every instance gets all elements on restore. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A map that every instance keeps whole. */
    <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws Exception;

    /** The names of all registered lists. */
    Set<String> getRegisteredStateNames();

    /** The names of all registered broadcast states. */
    Set<String> getRegisteredBroadcastStateNames();
}
