package io.heddle.api.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.plan.InvalidProgramException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings as text and as values. */
class SettingsTest {
    @Test
    void optionsAreReadAndWritten() {
        Configuration configuration = new Configuration();
        ConfigOption<Duration> pause =
                ConfigOptions.key("a.pause").durationType().defaultValue(Duration.ofSeconds(1));
        assertEquals(Duration.ofSeconds(1), configuration.get(pause));
        configuration.setString("a.pause", "5 min");
        assertEquals(Duration.ofMinutes(5), configuration.get(pause));
        configuration.set(pause, Duration.ofNanos(1500));
        assertEquals(Duration.ofNanos(1500), configuration.get(pause));
        ConfigOption<Map<String, String>> map =
                ConfigOptions.key("a.map").mapType().noDefaultValue();
        Map<String, String> values = Map.of("k", "v:w,x", "it's", "a='b'", "empty", "");
        configuration.set(map, values);
        assertEquals(values, configuration.get(map));
        ConfigOption<List<String>> list =
                ConfigOptions.key("a.list").stringType().asList().noDefaultValue();
        configuration.set(list, List.of("a;b", "c"));
        assertEquals(List.of("a;b", "c"), configuration.get(list));
        ConfigOption<RuntimeExecutionMode> mode = PipelineOptions.RUNTIME_MODE;
        configuration.setString("execution.runtime-mode", "batch");
        assertEquals(RuntimeExecutionMode.BATCH, configuration.get(mode));
        configuration.setString("execution.runtime-mode", "sideways");
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> configuration.get(mode))
                .getMessage());
        assertTrue(message.contains("sideways") && message.contains("BATCH"), message);
    }

    @Test
    void olderKeysAreFallbacks() {
        Configuration configuration = new Configuration();
        configuration.setString("execution.buffer-timeout", "7");
        assertEquals(Duration.ofMillis(7), configuration.get(PipelineOptions.BUFFER_TIMEOUT));
        assertTrue(configuration.contains(PipelineOptions.BUFFER_TIMEOUT));
    }

    /** The way configuration files and other releases write them. */
    @Test
    void checkpointsAreAskedAboutInAnyNotation() {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(Map.of(
                        "execution.checkpointing.mode", "at-least-once",
                        "execution.checkpointing.externalized-checkpoint-retention", "delete-on-cancellation",
                        "execution.checkpointing.unaligned", "true")));
        CheckpointConfig config = env.getCheckpointConfig();
        assertEquals(CheckpointingMode.AT_LEAST_ONCE, config.getCheckpointingMode());
        assertEquals(
                ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION, config.getExternalizedCheckpointRetention());
        assertTrue(config.isUnalignedCheckpointsEnabled());
    }

    @Test
    void argumentsAreRead() {
        ParameterTool tool = ParameterTool.fromArgs(
                new String[] {"--input", "hdfs:///x", "-n", "-5", "--flag", "--ratio", "0.5", "--last"});
        assertEquals("hdfs:///x", tool.getRequired("input"));
        assertEquals(-5, tool.getInt("n"));
        assertTrue(tool.has("flag") && tool.has("last"));
        assertTrue(tool.getBoolean("flag", true));
        assertEquals(0.5, tool.getDouble("ratio"));
        assertEquals("d", tool.get("none", "d"));
        assertFalse(tool.has("none"));
        assertThrows(IllegalArgumentException.class, () -> tool.getRequired("none"));
        assertThrows(IllegalArgumentException.class, () -> ParameterTool.fromArgs(new String[] {"value"}));
        assertThrows(IllegalArgumentException.class, () -> tool.getInt("input"));
    }

    @Test
    void anEmptyProgramIsRefused() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 2);
        String message = String.valueOf(
                assertThrows(InvalidProgramException.class, () -> env.execute()).getMessage());
        assertTrue(message.contains("sink"), message);
    }

    @Test
    void withoutAnExecutorTheErrorSaysWhereToGetOne() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 2).print();
        String message = String.valueOf(
                assertThrows(IllegalStateException.class, () -> env.execute()).getMessage());
        assertTrue(message.contains("heddle run"), message);
    }
}
