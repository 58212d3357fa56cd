package io.heddle.engine.state.heap;

import io.heddle.engine.state.KeyedStateLaw;
import io.heddle.engine.state.StateBackend;

class HeapIncrementsLawTest extends KeyedStateLaw {
    @Override
    protected StateBackend backend() {
        return new HeapStateBackend(0L);
    }
}
