package io.heddle.core.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.MemorySize;
import io.heddle.core.config.Origin;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TaskManagerMemoryTest {
    private static Configuration configuration(Map<String, String> values) {
        return Configuration.of(values, Origin.commandLine("-D"));
    }

    private static MemoryBudget solve(Map<String, String> values) {
        return checked(TaskManagerMemory.solve(configuration(values)));
    }

    /** The law of every budget: its parts add up, and none is negative. */
    private static MemoryBudget checked(MemoryBudget budget) {
        long sum =
                budget.lines().stream().mapToLong(line -> line.size().bytes()).sum();
        assertEquals(budget.total().bytes(), sum, budget.table().toString());
        return budget;
    }

    private static double part(MemoryBudget budget, String name) {
        return budget.lines().stream()
                        .filter(line -> line.part().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .size()
                        .bytes()
                / 1048576.0;
    }

    @Test
    void usual_sizes_are_those_users_know() {
        MemoryBudget budget = solve(Map.of());
        assertEquals(1728, budget.totalMb());
        assertEquals(512, part(budget, "managed"), 0.01);
        assertEquals(128, part(budget, "network"), 0.01);
        assertEquals(384, part(budget, "task heap"), 0.01);
        assertEquals(192, part(budget, "JVM overhead"), 0.01);
        assertEquals(
                List.of(
                        "-Xmx524288k",
                        "-Xms524288k",
                        "-XX:MaxDirectMemorySize=268435456",
                        "-XX:MaxMetaspaceSize=268435456"),
                budget.jvmFlags());
    }

    @Test
    void eight_hundred_megabytes_work() {
        MemoryBudget budget = solve(Map.of("taskmanager.memory.process.size", "800m"));
        assertEquals(800, budget.totalMb());
        assertTrue(budget.heap().mebiBytes() >= 180, budget.table().toString());
        assertTrue(budget.table().toString().contains("reduced to fit"));
    }

    @Test
    void a_container_that_cannot_work_names_the_least_that_can() {
        for (Map<String, String> others : List.of(
                Map.<String, String>of(),
                Map.of("taskmanager.memory.managed.size", "500m"),
                Map.of("taskmanager.memory.managed.fraction", "0.6"),
                Map.of("taskmanager.memory.jvm-metaspace.size", "1g"),
                Map.of("taskmanager.memory.task.heap.size", "700m"))) {
            Map<String, String> values = new TreeMap<>(others);
            values.put("taskmanager.memory.process.size", "200m");
            ConfigurationException e =
                    assertThrows(ConfigurationException.class, () -> TaskManagerMemory.solve(configuration(values)));
            Matcher least = Pattern.compile("-tm (\\d+)").matcher(e.getMessage());
            assertTrue(least.find(), e.getMessage());
            int megabytes = Integer.parseInt(least.group(1));
            values.put("taskmanager.memory.process.size", megabytes + "m");
            assertDoesNotThrow(() -> solve(values), e.getMessage());
            values.put("taskmanager.memory.process.size", (megabytes - megabytes / 8) + "m");
            assertThrows(ConfigurationException.class, () -> TaskManagerMemory.solve(configuration(values)));
        }
    }

    @Test
    void heap_and_managed_given_determine_the_rest() {
        MemoryBudget budget =
                solve(Map.of("taskmanager.memory.task.heap.size", "1g", "taskmanager.memory.managed.size", "512m"));
        assertEquals(1024, part(budget, "task heap"), 0.01);
        double inside = 1024 + 512 + 128 + 128;
        assertEquals(inside / 9, part(budget, "network"), 0.01);
    }

    @Test
    void a_sum_inside_gets_its_surroundings() {
        MemoryBudget budget = solve(Map.of("taskmanager.memory.flink.size", "1280m"));
        assertEquals(384, part(budget, "task heap"), 0.01);
        assertEquals(1728, budget.totalMb());
    }

    @Test
    void inside_and_whole_leave_the_overhead() {
        MemoryBudget budget =
                solve(Map.of("taskmanager.memory.flink.size", "1280m", "taskmanager.memory.process.size", "1800m"));
        assertEquals(264, part(budget, "JVM overhead"), 0.01);
        assertThrows(
                ConfigurationException.class,
                () -> TaskManagerMemory.solve(configuration(
                        Map.of("taskmanager.memory.flink.size", "1280m", "taskmanager.memory.process.size", "1600m"))));
    }

    @Test
    void overhead_stays_within_its_bounds() {
        assertEquals(1024, part(solve(Map.of("taskmanager.memory.process.size", "20g")), "JVM overhead"), 0.01);
        assertEquals(409.6, part(solve(Map.of("taskmanager.memory.process.size", "4g")), "JVM overhead"), 0.01);
    }

    @Test
    void sizes_that_users_chose_are_never_changed() {
        MemoryBudget budget = solve(Map.of(
                "taskmanager.memory.process.size", "900m",
                "taskmanager.memory.jvm-metaspace.size", "200m",
                "taskmanager.memory.network.min", "60m",
                "taskmanager.memory.framework.heap.size", "100m"));
        assertEquals(200, part(budget, "JVM metaspace"), 0.01);
        assertEquals(100, part(budget, "framework heap"), 0.01);
        assertTrue(part(budget, "network") >= 60);
    }

    @Test
    void every_solvable_size_adds_up() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            long total = 400L + random.nextInt(8000);
            Map<String, String> values =
                    new java.util.TreeMap<>(Map.of("taskmanager.memory.process.size", total + "m"));
            if (random.nextBoolean()) {
                values.put("taskmanager.memory.managed.fraction", String.valueOf(random.nextInt(30) / 100.0));
            }
            if (random.nextInt(4) == 0) {
                values.put("state.backend", "rocksdb");
            }
            try {
                MemoryBudget budget = solve(values);
                assertEquals(total, budget.totalMb(), values.toString());
                budget.lines().forEach(line -> assertTrue(line.size().compareTo(MemorySize.ZERO) >= 0));
            } catch (ConfigurationException e) {
                assertTrue(total < 700, values + " " + e.getMessage());
            }
        }
    }

    @Test
    void fractions_are_checked() {
        assertThrows(
                ConfigurationException.class,
                () -> TaskManagerMemory.solve(configuration(Map.of("taskmanager.memory.managed.fraction", "1.4"))));
        assertThrows(
                ConfigurationException.class,
                () -> TaskManagerMemory.solve(configuration(Map.of("taskmanager.memory.network.fraction", "-0.1"))));
    }
}
