package io.heddle.engine.state;

import io.heddle.api.functions.Function;
import io.heddle.api.state.OperatorStateStore;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import org.jspecify.annotations.Nullable;

/** The operator state of one operator: lists, union lists and broadcast maps. */
public interface OperatorState extends OperatorStateStore, AutoCloseable {

    /**
     * Gives a function that keeps state of its own what was restored ({@code CheckpointedFunction}, {@code
     * ListCheckpointed}); any other function is left alone.
     *
     * @param keyed the operator's keyed state, null on a stream without keys
     */
    void initialize(Function function, @Nullable KeyedStateBackend keyed) throws Exception;

    /** The operator is open: restored state that was not asked for so far is kept until it is. */
    void opened() throws Exception;

    /** Lets such a function put its state into its state objects. */
    void capture(Function function, OperatorCheckpoint checkpoint) throws Exception;

    /** Freezes the state and hands it over. */
    void snapshot(OperatorCheckpoint checkpoint) throws Exception;

    @Override
    void close();
}
