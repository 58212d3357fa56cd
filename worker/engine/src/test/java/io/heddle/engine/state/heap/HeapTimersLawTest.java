package io.heddle.engine.state.heap;

import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.TimerQueueLaw;

class HeapTimersLawTest extends TimerQueueLaw {
    @Override
    protected StateBackend backend() {
        return new HeapStateBackend(0L);
    }
}
