package io.heddle.engine.state;

import io.heddle.api.state.State;
import io.heddle.api.state.StateDescriptor;
import io.heddle.engine.snapshot.OperatorCheckpoint;

/** The keyed state of one operator. Every state object it gives works on the current key. */
public interface KeyedStateBackend extends AutoCloseable {

    /** The key that state belongs to from now on. */
    void setCurrentKey(Object key);

    /** The key that was set last. */
    Object currentKey();

    /**
     * The state of that descriptor; always the same object for equal descriptors.
     *
     * @param <S> the kind of state
     */
    <S extends State> S state(StateDescriptor<S, ?> descriptor);

    /** Freezes the state and hands it over as segments of kind KEYED. */
    void snapshot(OperatorCheckpoint checkpoint) throws Exception;

    /** The checkpoint is durable; what it shares with the next one may be referred to. */
    default void checkpointCompleted(long checkpointId) {}

    /** The checkpoint was given up. */
    default void checkpointAborted(long checkpointId) {}

    @Override
    void close();
}
