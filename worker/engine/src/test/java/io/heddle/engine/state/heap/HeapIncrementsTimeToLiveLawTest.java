package io.heddle.engine.state.heap;

import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.TimeToLiveLaw;

class HeapIncrementsTimeToLiveLawTest extends TimeToLiveLaw {
    @Override
    protected StateBackend backend() {
        return new HeapStateBackend(0L);
    }
}
