package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.types.TypeInformation;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.engine.snapshot.OperatorCheckpoint;
import io.heddle.engine.snapshot.SegmentSource;
import io.heddle.engine.snapshot.SegmentTarget;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.heap.HeapStateBackend;
import io.heddle.engine.testing.Rig;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of state that was frozen ahead of the barriers. */
class FrozenAheadTest {
    /** Keyed state on the heap that counts what it has frozen and nobody has released. */
    private static final class Freezing implements StateBackend {
        private final HeapStateBackend heap = new HeapStateBackend();
        private int frozen;
        private int released;

        @Override
        public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws Exception {
            KeyedStateBackend state = heap.keyed(setup, keyType);
            return (KeyedStateBackend) Proxy.newProxyInstance(
                    FrozenAheadTest.class.getClassLoader(),
                    new Class<?>[] {KeyedStateBackend.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("snapshot")) {
                            freeze((OperatorCheckpoint) arguments[0]);
                        }
                        return method.invoke(state, arguments);
                    });
        }

        private void freeze(OperatorCheckpoint checkpoint) {
            frozen++;
            checkpoint.add(new SegmentSource() {
                @Override
                public void write(SegmentTarget target) {}

                @Override
                public void release() {
                    released++;
                }
            });
        }

        @Override
        public OperatorState operator(StateSetup setup) throws Exception {
            return heap.operator(setup);
        }
    }

    @Test
    void tasksThatEndAheadOfABarrierLetGoOfWhatTheyHaveFrozen() {
        boolean waited = false;
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            Freezing state = new Freezing();
            Rig rig = new Rig(CheckpointTest.plan(3, "unaligned"), 1, state);
            rig.deploy(Map.of());
            for (int i = 0; i < 20; i++) {
                rig.stepSome(random);
            }
            rig.trigger(1, CheckpointKind.CHECKPOINT);
            for (int i = 0; i < 300 && state.frozen == state.released; i++) {
                rig.stepSome(random);
            }
            waited |= state.frozen > state.released;
            rig.cancelAll();
            rig.run();
            assertEquals(state.frozen, state.released, "seed " + seed);
        }
        assertTrue(waited, "a task has taken its part ahead of the barriers");
    }
}
