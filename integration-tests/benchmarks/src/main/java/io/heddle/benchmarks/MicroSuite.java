package io.heddle.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of {@link io.heddle.benchmarks.micro} by JMH, each in a process of its own, and prints what they need, as a
 * table of Markdown.
 *
 * <p>Usage: {@code MicroSuite [--json FILE] [--page FILE] [PATTERN ...]}, with regular expressions of which one is to be found in
 * the name of class and method.
 */
public final class MicroSuite {
    private static final String ALL = "\\.micro\\.";
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 5;
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);

    private MicroSuite() {}

    /** Measures what {@code args} ask for. */
    public static void main(String[] args) throws IOException, RunnerException {
        Path json = null;
        Path page = null;
        List<String> patterns = new ArrayList<>();
        for (int at = 0; at < args.length; at++) {
            switch (args[at]) {
                case "--json" -> json = Path.of(args[++at]);
                case "--page" -> page = Path.of(args[++at]);
                default -> patterns.add(args[at]);
            }
        }
        Map<String, List<String>> pieces = named(patterns);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException(
                    "No micro benchmark has " + String.join(" or ", patterns) + " in its name. There are: "
                            + String.join(", ", named(List.of()).keySet()));
        }
        Report report = new Report(("scripts/bench micro " + String.join(" ", patterns)).strip());
        System.out.println(MicroRow.HEADER);
        for (List<String> benchmarks : pieces.values()) {
            measure(benchmarks, MicroSuite::measured, row -> {
                report.add(row);
                System.out.println(row.line());
            });
            if (json != null) {
                report.writeJson(json);
            }
            if (page != null) {
                report.writePage(page);
            }
        }
    }

    /** The benchmarks that fit one of the patterns, all of them if there is none, by the name of their class. */
    static Map<String, List<String>> named(List<String> patterns) {
        List<Pattern> wanted = patterns.stream()
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .toList();
        Map<String, List<String>> byClass = new TreeMap<>();
        for (BenchmarkListEntry each : BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(
                                new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT),
                        List.of(ALL),
                        List.of())) {
            String name = each.getUsername();
            String type = each.getUserClassQName();
            String shown = name.substring(type.lastIndexOf('.') + 1);
            if (wanted.isEmpty()
                    || wanted.stream()
                            .anyMatch(pattern -> pattern.matcher(shown).find())) {
                byClass.computeIfAbsent(type.substring(type.lastIndexOf('.') + 1), absent -> new ArrayList<>())
                        .add(name);
            }
        }
        return byClass;
    }

    /** How a figure that counts is taken. */
    private static ChainedOptionsBuilder measured() {
        return new OptionsBuilder()
                .mode(Mode.AverageTime)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .jvmArgs(
                        "-Xms3g",
                        "-Xmx3g",
                        "-XX:+UseParallelGC",
                        "-Dlog4j2.level=WARN",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED");
    }

    /** Runs some benchmarks of one class, ours and Flink's one after the other. */
    static void measure(List<String> benchmarks, Supplier<ChainedOptionsBuilder> how, Consumer<MicroRow> rows)
            throws RunnerException {
        ChainedOptionsBuilder options = how.get()
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(ProcessorTime.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        benchmarks.forEach(name -> options.include("^" + Pattern.quote(name) + "$"));
        rows(new Runner(options.build()).run()).forEach(rows);
    }

    private static List<MicroRow> rows(Collection<RunResult> results) {
        Map<String, RunResult> ours = new LinkedHashMap<>();
        Map<String, RunResult> theirs = new LinkedHashMap<>();
        for (RunResult result : results) {
            String method = result.getPrimaryResult().getLabel();
            (method.startsWith("flink") ? theirs : ours).put(piece(result) + "|" + parameters(result), result);
        }
        List<MicroRow> rows = new ArrayList<>();
        ours.forEach((key, result) ->
                rows.add(MicroRow.of(piece(result), parameters(result), figure(result), figure(theirs.get(key)))));
        return rows;
    }

    private static String piece(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        String method = result.getPrimaryResult().getLabel().replaceFirst("^(heddle|flink)", "");
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1);
    }

    private static String parameters(RunResult result) {
        BenchmarkParams params = result.getParams();
        return params.getParamsKeys().stream()
                .map(key -> key + "=" + params.getParam(key))
                .collect(Collectors.joining(" "));
    }

    private static MicroRow.Figure figure(@Nullable RunResult result) {
        if (result == null) {
            return MicroRow.Figure.NONE;
        }
        Result<?> cpu = Objects.requireNonNull(result.getSecondaryResults().get(ProcessorTime.LABEL));
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return new MicroRow.Figure(
                cpu.getScore(),
                cpu.getScoreError(),
                result.getPrimaryResult().getScore(),
                allocated == null ? Double.NaN : allocated.getScore());
    }
}
