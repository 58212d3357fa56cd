package io.heddle.engine.state.heap;

import io.heddle.api.types.TypeInformation;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;

/** Keeps all state as objects on the heap ({@code state.backend: hashmap}). */
public final class HeapStateBackend implements StateBackend {

    @Override
    public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws Exception {
        return new HeapKeyedState(setup, keyType);
    }

    @Override
    public OperatorState operator(StateSetup setup) throws Exception {
        return new HeapOperatorState(setup);
    }
}
