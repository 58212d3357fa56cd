package io.heddle.engine.state;

import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.testing.StateSetups;
import java.util.ArrayList;
import java.util.List;

/** Keyed state of the backend under test, with strings as keys, and ways to store it and to get it back. */
public abstract class BackendLaw {
    private static final int MAX_PARALLELISM = 128;

    final Serializers serializers = StateSetups.SERIALIZERS;
    final SettableClock clock = new SettableClock(1_000_000);

    /** The backend under test. */
    protected abstract StateBackend backend();

    final KeyedStateBackend keyed(int subtask, int parallelism, List<RestoredSegment> segments) throws Exception {
        return keyed(Types.STRING, subtask, parallelism, segments);
    }

    private KeyedStateBackend keyed(
            TypeInformation<?> keys, int subtask, int parallelism, List<RestoredSegment> segments) throws Exception {
        StateSetup setup =
                StateSetups.of(subtask, parallelism, MAX_PARALLELISM, StateSetups.restored(7, segments), clock);
        return backend().keyed(setup, keys);
    }

    /** The state of a single task, with keys of that type. */
    final KeyedStateBackend keyedBy(TypeInformation<?> keys, List<RestoredSegment> segments) throws Exception {
        return keyed(keys, 0, 1, segments);
    }

    static List<RestoredSegment> snapshot(KeyedStateBackend state) throws Exception {
        return snapshot(state, CheckpointKind.CHECKPOINT);
    }

    static List<RestoredSegment> snapshot(KeyedStateBackend state, CheckpointKind kind) throws Exception {
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, kind, 0);
        state.snapshot(checkpoint);
        return checkpoint.written();
    }

    /** Takes the state through parallelism 1, 5 and 1 again. */
    final KeyedStateBackend rescaled(KeyedStateBackend state) throws Exception {
        List<RestoredSegment> stored = snapshot(state);
        List<RestoredSegment> parts = new ArrayList<>();
        for (int subtask = 0; subtask < 5; subtask++) {
            parts.addAll(snapshot(keyed(subtask, 5, stored)));
        }
        return keyed(0, 1, parts);
    }
}
