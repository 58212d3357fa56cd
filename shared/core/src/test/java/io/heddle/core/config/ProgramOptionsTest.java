package io.heddle.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.environment.CheckpointingOptions;
import io.heddle.api.environment.ConfigOption;
import io.heddle.api.environment.CoreOptions;
import io.heddle.api.environment.DeploymentOptions;
import io.heddle.api.environment.ExecutionCheckpointingOptions;
import io.heddle.api.environment.ExecutionOptions;
import io.heddle.api.environment.PipelineOptions;
import io.heddle.api.environment.RestOptions;
import io.heddle.api.environment.RestartStrategyOptions;
import io.heddle.api.environment.StateBackendOptions;
import io.heddle.api.environment.TaskManagerOptions;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every option that a program can name is a setting that the cluster knows. */
class ProgramOptionsTest {
    @Test
    void everyOptionIsASetting() throws Exception {
        List<String> unknown = new ArrayList<>();
        int seen = 0;
        for (Class<?> options : List.of(
                CheckpointingOptions.class,
                CoreOptions.class,
                DeploymentOptions.class,
                ExecutionCheckpointingOptions.class,
                ExecutionOptions.class,
                PipelineOptions.class,
                RestOptions.class,
                RestartStrategyOptions.class,
                StateBackendOptions.class,
                TaskManagerOptions.class)) {
            for (Field field : options.getFields()) {
                if (field.get(null) instanceof ConfigOption<?> option) {
                    seen++;
                    if (Settings.find(option.key()).isEmpty()) {
                        unknown.add(options.getSimpleName() + "." + field.getName() + " (" + option.key() + ")");
                    }
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(seen > 40, "only " + seen + " options were found");
    }
}
