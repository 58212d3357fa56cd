package io.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Drawn pipelines give the same results in this engine and in Flink. {@code -Dheddle.differential.pipelines=N} draws more, {@code
 * -Dheddle.differential.from=SEED} others.
 */
class DifferentialTest {
    private static final int PER_JOB = 12;

    @Test
    @Timeout(600)
    void drawnPipelinesGiveTheResultsOfFlink() throws Exception {
        assertSame(false);
    }

    @Test
    @Timeout(600)
    void drawnPipelinesGiveTheResultsOfFlinkInBatchMode() throws Exception {
        assertSame(true);
    }

    private static void assertSame(boolean batch) throws Exception {
        int count = Integer.getInteger("heddle.differential.pipelines", 24);
        long from = Long.getLong("heddle.differential.from", 0);
        Map<String, String> differences = new TreeMap<>();
        long lines = 0;
        for (long first = from; first < from + count; first += PER_JOB) {
            long last = Math.min(first + PER_JOB, from + count) - 1;
            Map<String, List<String>> expected = inFlink(first, last, batch);
            Map<String, List<String>> actual = here(first, last, batch);
            lines += expected.values().stream().mapToLong(List::size).sum();
            compare(expected, actual, differences);
        }
        assertFalse(lines == 0, "nothing was compared");
        assertEquals(Map.of(), differences);
    }

    private static Map<String, List<String>> inFlink(long first, long last, boolean batch) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("taskmanager.memory.network.max", "256m");
        configuration.setString("rest.port", "0");
        FlinkEngine.PATIENCE.forEach(configuration::setString);
        configuration.setString("taskmanager.numberOfTaskSlots", "8");
        var env = org.apache.flink.streaming.api.environment.StreamExecutionEnvironment.createLocalEnvironment(
                4, configuration);
        if (batch) {
            env.setRuntimeMode(org.apache.flink.api.common.RuntimeExecutionMode.BATCH);
        }
        for (long seed = first; seed <= last; seed++) {
            io.heddle.benchmarks.flink.Drawn.build(env, seed, batch);
        }
        env.execute("drawn");
        return Gathered.take();
    }

    private static Map<String, List<String>> here(long first, long last, boolean batch) throws Exception {
        var env = io.heddle.api.environment.StreamExecutionEnvironment.createLocalEnvironment(4);
        if (batch) {
            env.setRuntimeMode(io.heddle.api.environment.RuntimeExecutionMode.BATCH);
        }
        for (long seed = first; seed <= last; seed++) {
            io.heddle.benchmarks.pipelines.Drawn.build(env, seed, batch);
        }
        env.execute("drawn");
        return Gathered.take();
    }

    private static void compare(
            Map<String, List<String>> expected, Map<String, List<String>> actual, Map<String, String> differences) {
        Map<String, List<String>> all = new TreeMap<>(expected);
        actual.forEach(all::putIfAbsent);
        for (String pipeline : all.keySet()) {
            List<String> missing = new ArrayList<>(expected.getOrDefault(pipeline, List.of()));
            List<String> unexpected = new ArrayList<>();
            for (String line : actual.getOrDefault(pipeline, List.of())) {
                if (!missing.remove(line)) {
                    unexpected.add(line);
                }
            }
            if (!missing.isEmpty() || !unexpected.isEmpty()) {
                differences.put(
                        pipeline,
                        missing.size() + " missing, for example " + some(missing) + "; " + unexpected.size()
                                + " unexpected, for example " + some(unexpected));
            }
        }
    }

    private static List<String> some(List<String> lines) {
        return lines.subList(0, Math.min(3, lines.size()));
    }
}
