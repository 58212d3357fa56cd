package io.heddle.engine.testing;

import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.time.Clock;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.StateSetup;
import java.util.List;

/** For whom tests make state: subtasks of one operator. */
public final class StateSetups {
    public static final Serializers SERIALIZERS = Serializers.of(StateSetups.class.getClassLoader());

    private StateSetups() {}

    /** The only subtask, which starts from nothing. */
    public static StateSetup fresh(int maxParallelism) {
        return of(0, 1, maxParallelism, OperatorRestore.NONE, new SettableClock(0));
    }

    /** One of many subtasks. */
    public static StateSetup of(
            int subtask, int parallelism, int maxParallelism, OperatorRestore restore, Clock clock) {
        return new StateSetup(
                "operator",
                KeyGroups.rangeOf(subtask, maxParallelism, parallelism),
                maxParallelism,
                subtask,
                parallelism,
                SERIALIZERS,
                restore,
                clock);
    }

    /** What a checkpoint has left; without segments, a start from nothing. */
    public static OperatorRestore restored(long checkpointId, List<RestoredSegment> segments) {
        return segments.isEmpty() ? OperatorRestore.NONE : new OperatorRestore(true, checkpointId, segments);
    }
}
