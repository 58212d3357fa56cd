package io.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.benchmarks.micro.NumberState;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Every micro benchmark runs once, small and in this process, and its results are those it checks for; no time counts here. */
class MicroTest {

    /** JMH's lock, one for all of a machine, keeps measurements from each other: nothing is measured here. */
    @BeforeAll
    static void letOthersMeasure() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** The classes with benchmarks, as they lie on disk: not as JMH's generated list has them, which may be old or missing. */
    static List<Class<?>> classes() throws IOException, URISyntaxException, ClassNotFoundException {
        Path folder = Path.of(NumberState.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/heddle/benchmarks/micro");
        List<Class<?>> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info")) {
                    Class<?> type = Class.forName(
                            NumberState.class.getPackageName() + "." + name.substring(0, name.length() - 6));
                    if (!methods(type).isEmpty()) {
                        found.add(type);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .sorted()
                .toList();
    }

    private static ChainedOptionsBuilder once() {
        return new OptionsBuilder()
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .param("keys", "1000");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyBenchmarkRunsAndIsRight(Class<?> type) throws RunnerException {
        List<String> benchmarks = MicroSuite.named(List.of()).get(type.getSimpleName());
        assertEquals(
                methods(type),
                benchmarks.stream()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .sorted()
                        .toList(),
                "what JMH has generated code for");

        List<MicroRow> rows = new ArrayList<>();
        MicroSuite.measure(benchmarks, MicroTest::once, rows::add);

        Map<Boolean, List<MicroRow>> besideFlink =
                rows.stream().collect(Collectors.partitioningBy(row -> !Double.isNaN(row.ratio())));
        assertEquals(pieces(type, "heddle"), pieces(rows), "every piece of ours has a row");
        assertEquals(pieces(type, "flink"), pieces(besideFlink.get(true)), "Flink's stand beside ours");
        rows.forEach(row -> assertTrue(row.heddle().cpuNs() > 0, row.line()));
    }

    private static List<String> pieces(Class<?> type, String whose) {
        return methods(type).stream()
                .filter(method -> method.startsWith(whose))
                .map(method -> method.substring(whose.length()))
                .map(method -> type.getSimpleName() + "."
                        + method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> pieces(Collection<MicroRow> rows) {
        return rows.stream().map(MicroRow::piece).distinct().sorted().toList();
    }

    @Test
    void patternsChooseByClassAndMethod() {
        assertEquals(
                List.of("NumberState"),
                List.copyOf(MicroSuite.named(List.of("numberstate")).keySet()));
        Map<String, List<String>> reads = new TreeMap<>(MicroSuite.named(List.of("Serialization.*Read")));
        assertEquals(List.of("Serialization"), List.copyOf(reads.keySet()));
        assertEquals(2, reads.get("Serialization").size());
        assertFalse(MicroSuite.named(List.of()).size() < 10, "too few: " + MicroSuite.named(List.of()));
    }

    @Test
    void patternThatFitsNothingIsToldWithTheNamesThereAre() {
        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> MicroSuite.main(new String[] {"NoSuchThing"}));
        assertTrue(told.getMessage().contains("NoSuchThing"), told.getMessage());
        assertTrue(told.getMessage().contains("NumberState"), told.getMessage());
    }
}
