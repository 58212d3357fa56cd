package io.heddle.engine.state.heap;

import io.heddle.api.types.TypeInformation;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OneKeyState;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;

/** Keeps all state as objects on the heap ({@code state.backend: hashmap}). */
public final class HeapStateBackend implements StateBackend {
    /** A table of so many entries is worth increments: smaller pieces would travel inside the metadata of every checkpoint. */
    private static final long WORTH_INCREMENTS = 65_536;

    private final long leastOfIncrements;

    /** Every checkpoint of which holds all state. */
    public HeapStateBackend() {
        this(false);
    }

    /**
     * A backend.
     *
     * @param incremental whether checkpoints hold only what has changed of large state, and refer to earlier ones for the rest
     */
    public HeapStateBackend(boolean incremental) {
        this(incremental ? WORTH_INCREMENTS : Long.MAX_VALUE);
    }

    /**
     * A backend with increments.
     *
     * @param leastOfIncrements entries of a table; smaller ones are written whole
     */
    public HeapStateBackend(long leastOfIncrements) {
        this.leastOfIncrements = leastOfIncrements;
    }

    @Override
    public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws Exception {
        return new HeapKeyedState(setup, keyType, leastOfIncrements);
    }

    /** The keyed state of an operator that has one key at a time, restored. */
    public OneKeyState oneKey(StateSetup setup, TypeInformation<?> keyType) throws Exception {
        return new HeapKeyedState(setup, keyType, leastOfIncrements);
    }

    @Override
    public OperatorState operator(StateSetup setup) throws Exception {
        return new HeapOperatorState(setup);
    }
}
