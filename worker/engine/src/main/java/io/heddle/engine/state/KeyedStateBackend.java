package io.heddle.engine.state;

import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keyed state of one operator. Every state object it gives works on the current key. */
public interface KeyedStateBackend extends AutoCloseable {

    /** The key that state belongs to from now on. */
    void setCurrentKey(Object key);

    /**
     * As {@link #setCurrentKey(Object)}, for who knows the hash.
     *
     * @param hash of the key, by the hasher of the type of keys
     */
    void setCurrentKey(Object key, int hash);

    /** These will be current soon: a hint to load what there is of them together. The arrays are the caller's. */
    void expect(@Nullable Object[] keys, int[] hashes, int count);

    /** The key that was set last. */
    Object currentKey();

    /**
     * The state of that descriptor; always the same object for equal descriptors.
     *
     * @param <S> the kind of state
     */
    <S extends State> S state(StateDescriptor<S, ?> descriptor);

    /**
     * The {@link #state(StateDescriptor) state} of that descriptor, for an aggregation {@link FieldAggregation#isOfNumbers of
     * numbers}; null if this backend has no better way to keep it than as a value. Stored, it is a value in any case.
     */
    default @Nullable FoldedNumbers folded(
            ValueStateDescriptor<Object> descriptor, FieldAggregation<Object> aggregation) {
        return null;
    }

    /**
     * The state of that descriptor per key and namespace; always the same object for equal descriptors. It shares nothing with
     * the {@link #state(StateDescriptor) state} of an equal descriptor.
     *
     * @param namespaces writes namespaces, which are values with {@code equals} and {@code hashCode}
     */
    <S extends State> NamespacedState<S> state(StateDescriptor<S, ?> descriptor, TypeSerializer<?> namespaces);

    /** Values per slice of time and key; always the same object for the same name. */
    SliceState slices(String name, TypeInformation<?> valueType);

    /**
     * Timers; always the same object for the same name.
     *
     * @param namespaces writes namespaces
     */
    TimerQueue timers(String name, TypeSerializer<?> namespaces);

    /** The keys that have anything in the {@link #state(StateDescriptor) state} of that descriptor, as of now. */
    List<Object> keysOf(StateDescriptor<?, ?> descriptor);

    /**
     * Visits the keys that have anything in that state, each as the current one, without holding them all at once if they are on
     * disk. The visitor may read state, not change it.
     */
    default void forEachKey(StateDescriptor<?, ?> descriptor, KeyVisitor visitor) throws Exception {
        for (Object key : keysOf(descriptor)) {
            setCurrentKey(key);
            visitor.visit(key);
        }
    }

    /** Takes one key after the other. */
    @FunctionalInterface
    interface KeyVisitor {
        /**
         * Takes a key.
         *
         * @throws Exception ends the visit
         */
        void visit(Object key) throws Exception;
    }

    /**
     * The operator is open: what is restored and nobody has asked for is read now, so that the checkpoint is not needed any
     * more, and damage is known before the first record.
     */
    default void opened() throws Exception {}

    /** Freezes state and timers and hands them over as segments of kind KEYED. */
    void snapshot(OperatorCheckpoint checkpoint) throws Exception;

    /** The checkpoint is durable; what it shares with the next one may be referred to. */
    default void checkpointCompleted(long checkpointId) {}

    /** The checkpoint was given up. */
    default void checkpointAborted(long checkpointId) {}

    @Override
    void close();
}
