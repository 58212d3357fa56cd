package io.heddle.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs both engines in turn and prints ratios of CPU-nanoseconds per record.
 *
 * <p>Usage: {@code Bench [--pairs N] [--parallelism P] [WORKLOAD...]}. The first two pairs warm up and are not
 * counted.
 */
public final class Bench {
    private static final int WARM_UPS = 2;

    private Bench() {}

    /** One run: what the child said. */
    private record Run(long count, long sum, double cpuNsPerRecord, double wallNsPerRecord) {}

    public static void main(String[] args) throws IOException {
        int pairs = 5;
        int parallelism = 1;
        List<Workload> workloads = new ArrayList<>();
        for (int at = 0; at < args.length; at++) {
            switch (args[at]) {
                case "--pairs" -> pairs = Integer.parseInt(args[++at]);
                case "--parallelism" -> parallelism = Integer.parseInt(args[++at]);
                default -> workloads.add(Workload.valueOf(args[at].toUpperCase(Locale.ROOT)));
            }
        }
        if (workloads.isEmpty()) {
            workloads.addAll(Arrays.asList(Workload.values()));
        }
        System.out.printf(
                Locale.ROOT,
                "parallelism %d, %d pairs after two to warm up, CPU-ns per record (wall ns)%n",
                parallelism,
                pairs);
        for (Workload workload : workloads) {
            compare(workload, pairs, parallelism);
        }
    }

    private static void compare(Workload workload, int pairs, int parallelism) throws IOException {
        try (Child heddle = Child.start("heddle");
                Child flink = Child.start("flink")) {
            List<Double> ratios = new ArrayList<>();
            List<Run> ours = new ArrayList<>();
            List<Run> theirs = new ArrayList<>();
            for (int pair = -WARM_UPS; pair < pairs; pair++) {
                Run left = heddle.run(workload, workload.records(false), parallelism);
                Run right = flink.run(workload, workload.records(true), parallelism);
                if (pair >= 0) {
                    ours.add(left);
                    theirs.add(right);
                    ratios.add(right.cpuNsPerRecord / left.cpuNsPerRecord);
                }
            }
            Run check = heddle.run(workload, workload.records(true), parallelism);
            Run expected = theirs.get(theirs.size() - 1);
            boolean same = check.count == expected.count && check.sum == expected.sum;
            System.out.printf(
                    Locale.ROOT,
                    "%-18s heddle %8.1f (%8.1f)  flink %8.1f (%8.1f)  ratio %6.2f [%.2f..%.2f]  results %s%n",
                    workload,
                    median(ours.stream().map(Run::cpuNsPerRecord).toList()),
                    median(ours.stream().map(Run::wallNsPerRecord).toList()),
                    median(theirs.stream().map(Run::cpuNsPerRecord).toList()),
                    median(theirs.stream().map(Run::wallNsPerRecord).toList()),
                    median(ratios),
                    ratios.stream().mapToDouble(r -> r).min().orElse(0),
                    ratios.stream().mapToDouble(r -> r).max().orElse(0),
                    same ? "equal" : "DIFFER: " + check + " " + expected);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** The JVM of one engine. */
    private record Child(Process process, BufferedWriter commands, BufferedReader answers) implements AutoCloseable {

        static Child start(String engine) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms3g",
                    "-Xmx3g",
                    "-XX:+UseParallelGC",
                    "-Dlog4j2.level=WARN",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED"));
            command.addAll(List.of("-cp", classPathOf(engine), BenchChild.class.getName(), engine));
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
            return new Child(
                    process,
                    new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)),
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        /** Both engines bring the classes of RocksDB, each its own build. */
        private static String classPathOf(String engine) {
            String others = engine.equals("flink") ? "/rocksdbjni-" : "/frocksdbjni-";
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.contains(others))
                    .collect(Collectors.joining(File.pathSeparator));
        }

        Run run(Workload workload, long records, int parallelism) throws IOException {
            commands.write(workload.name() + " " + records + " " + parallelism + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("OK ")) {
                throw new IOException("The run of " + workload + " failed: " + answer);
            }
            String[] parts = answer.split(" ", -1);
            return new Run(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Double.parseDouble(parts[3]) / records,
                    Double.parseDouble(parts[4]) / records);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
