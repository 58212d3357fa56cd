package io.heddle.core.memory;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.ConfigurationException;
import io.heddle.core.config.Origin;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JobManagerMemoryTest {
    private static MemoryBudget solve(Map<String, String> values) {
        MemoryBudget budget = JobManagerMemory.solve(Configuration.of(values, Origin.commandLine("-D")));
        assertEquals(
                budget.total().bytes(),
                budget.lines().stream().mapToLong(line -> line.size().bytes()).sum());
        return budget;
    }

    @Test
    void usual_sizes_are_those_users_know() {
        MemoryBudget budget = solve(Map.of());
        assertEquals(1600, budget.totalMb());
        assertEquals(1024, budget.heap().mebiBytes());
        assertTrue(budget.jvmFlags().stream().noneMatch(flag -> flag.startsWith("-XX:MaxDirect")));
    }

    @Test
    void direct_memory_is_limited_on_request() {
        MemoryBudget budget = solve(Map.of("jobmanager.memory.enable-jvm-direct-memory-limit", "true"));
        assertTrue(budget.jvmFlags().contains("-XX:MaxDirectMemorySize=134217728"));
    }

    @Test
    void small_masters_work_and_too_small_ones_say_the_least() {
        assertEquals(
                600, solve(Map.of("jobmanager.memory.process.size", "600m")).totalMb());
        ConfigurationException e = assertThrows(
                ConfigurationException.class, () -> solve(Map.of("jobmanager.memory.process.size", "100m")));
        Matcher least = Pattern.compile("-jm (\\d+)").matcher(e.getMessage());
        assertTrue(least.find(), e.getMessage());
        assertDoesNotThrow(() -> solve(Map.of("jobmanager.memory.process.size", least.group(1) + "m")));
    }

    @Test
    void heap_given_determines_the_rest() {
        MemoryBudget budget = solve(Map.of("jobmanager.memory.heap.size", "2g"));
        assertEquals(2048, budget.heap().mebiBytes());
        assertTrue(budget.totalMb() > 2048 + 128 + 256);
    }

    @Test
    void limits_round_refuse_and_remark() {
        MemoryBudget budget = solve(Map.of("jobmanager.memory.process.size", "800m"));
        ContainerLimits limits = new ContainerLimits(512, 512, 4096, 4, 0, 2.1);
        assertEquals(1024, limits.grantedMb(800));
        assertEquals(512, limits.grantedMb(1));
        ContainerLimits.Verdict fits = limits.check(budget, 1, "-jm");
        assertTrue(fits.errors().isEmpty());
        assertTrue(
                fits.remarks().get(0).contains("224 MB are not used"),
                fits.remarks().toString());

        ContainerLimits small = new ContainerLimits(128, 128, 512, 1, 0, 0);
        ContainerLimits.Verdict refused = small.check(budget, 2, "-jm");
        assertEquals(2, refused.errors().size());

        ContainerLimits smallNodes = new ContainerLimits(128, 128, 8192, 1, 700, 0);
        assertFalse(smallNodes.check(budget, 1, "-jm").errors().isEmpty());

        ContainerLimits strict = new ContainerLimits(128, 128, 8192, 1, 0, 1.0);
        assertTrue(strict.check(budget, 1, "-jm").remarks().toString().contains("-103"));
    }
}
