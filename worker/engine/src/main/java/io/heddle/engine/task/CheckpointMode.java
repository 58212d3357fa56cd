package io.heddle.engine.task;

import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.config.StateSettings;
import java.util.Map;

/**
 * How a job's tasks take checkpoints.
 *
 * @param enabled whether there are periodic ones at all
 * @param exactlyOnce whether channels wait for each other
 * @param overtaking whether a task may take its part before all barriers have come
 * @param patienceMs how long it waits for them all the same
 */
public record CheckpointMode(boolean enabled, boolean exactlyOnce, boolean overtaking, long patienceMs) {

    /** Reads the properties of a plan. */
    public static CheckpointMode of(Map<String, String> properties) {
        Configuration values = Configuration.of(properties, Origin.PROGRAM);
        boolean exactlyOnce = values.get(StateSettings.CHECKPOINT_MODE) == StateSettings.CheckpointingMode.EXACTLY_ONCE;
        return new CheckpointMode(
                values.get(StateSettings.CHECKPOINT_INTERVAL).toMillis() > 0,
                exactlyOnce,
                exactlyOnce && values.get(StateSettings.UNALIGNED),
                values.get(StateSettings.ALIGNED_TIMEOUT).toMillis());
    }

    /** Whether channels wait for each other in that kind of checkpoint; a savepoint is always exact. */
    public boolean aligned(CheckpointKind kind) {
        return exactlyOnce || kind.isSavepoint();
    }

    /** Whether that kind of checkpoint may hold records in flight. */
    boolean mayOvertake(CheckpointKind kind) {
        return overtaking && kind == CheckpointKind.CHECKPOINT;
    }
}
