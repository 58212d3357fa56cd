package io.heddle.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTypesTest {
    @Test
    void reads_memory() {
        assertEquals(800L << 20, MemorySize.parse("800m").bytes());
        assertEquals(1L << 30, MemorySize.parse(" 1 GB ").bytes());
        assertEquals(1536L << 20, MemorySize.parse("1.5g").bytes());
        assertEquals(1024, MemorySize.parse("1024").bytes());
        assertEquals(2048L << 20, MemorySize.parseBareAsMebiBytes("2048").bytes());
        assertEquals(2L << 30, MemorySize.parseBareAsMebiBytes("2g").bytes());
        for (String wrong : List.of("", "m", "12 apples", "-5m", "99999999999999999999", "9999999999t")) {
            assertThrows(IllegalArgumentException.class, () -> MemorySize.parse(wrong), wrong);
        }
    }

    @Test
    void writes_memory_so_that_it_can_be_read() {
        for (String text : List.of("0b", "17b", "32k", "800m", "2g")) {
            assertEquals(text, MemorySize.parse(text).toString());
        }
        assertEquals(2, new MemorySize((1L << 20) + 1).mebiBytesRoundedUp());
        assertEquals(1, new MemorySize((1L << 20) + 1).mebiBytes());
    }

    @Test
    void reads_durations() {
        Map<String, Duration> expected = Map.of(
                "10 s", Duration.ofSeconds(10),
                "500ms", Duration.ofMillis(500),
                "3 min", Duration.ofMinutes(3),
                "2h", Duration.ofHours(2),
                "1 day", Duration.ofDays(1),
                "42", Duration.ofMillis(42),
                "7 us", Duration.ofNanos(7_000));
        expected.forEach((text, value) -> {
            assertEquals(value, ValueTypes.DURATION.parse().apply(text), text);
            String written = ValueTypes.DURATION.format().apply(value);
            assertEquals(value, ValueTypes.DURATION.parse().apply(written), written);
        });
        assertThrows(
                IllegalArgumentException.class,
                () -> ValueTypes.DURATION.parse().apply("soon"));
    }

    @Test
    void choices_forgive_case_and_dashes() {
        Setting<ExecutionSettings.RestartStrategy> strategy = ExecutionSettings.RESTART_STRATEGY;
        assertEquals(ExecutionSettings.RestartStrategy.FIXED_DELAY, strategy.parse("Fixed_Delay"));
        assertEquals(ExecutionSettings.RestartStrategy.NONE, strategy.parse("off"));
        assertEquals(ExecutionSettings.Target.YARN_PER_JOB, ExecutionSettings.TARGET.parse("yarn-per-job"));
        assertThrows(ConfigurationException.class, () -> strategy.parse("sometimes"));
    }

    @Test
    void reads_lists_and_maps() {
        assertEquals(List.of("a", "b"), ValueTypes.LIST.parse().apply(" a; b ;"));
        assertEquals(Map.of("k", "v", "x", "1:2"), ValueTypes.MAP.parse().apply("k:v, x=1:2"));
    }

    @Test
    void finds_the_nearest_names() {
        assertEquals(1, Settings.distance("ab", "ba"));
        assertEquals(
                "parallelism.default", Settings.closestTo("paralellism.default").get(0));
        assertEquals(
                "taskmanager.memory.managed.size",
                Settings.closestTo("taskmanager.memory.manged.size").get(0));
    }
}
