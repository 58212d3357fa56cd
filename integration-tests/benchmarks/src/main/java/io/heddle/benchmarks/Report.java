package io.heddle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a run of the benchmarks leaves: a file of JSON and a page of Markdown. */
final class Report {
    private static final String COMPARED = """
            Heddle beside Flink 2.3, each in a JVM of its own on one machine, run in turn; written by `scripts/bench`. Less is
            better in every measure; a ratio is Flink's figure over Heddle's, the median of pairs, with the lowest and the
            highest pair. CPU time is that of the whole process, compiler and garbage collector included. Flink runs with
            object reuse and the same heap, collector and memory for state. "Missed" rows are those below their goal.

            Heddle and Flink take an exactly-once checkpoint every two seconds in the suites that compare time per record: runs
            last seconds, so the ten seconds of the targets would mostly be none. In the shuffles two workers share one process
            and speak over loopback as two processes would, records of about 100 bytes, TLS 1.3 with AES-128-GCM on both sides
            (Flink by the JDK, which is what it brings). The pairs of SHUFFLE and SHUFFLE_1_MS alternate: a buffer time-out of
            1 ms should keep nine tenths of the rate, so a record may take 1.11 times as long. Word counts run with parallelism 2
            over lines made before.

            Runs of both engines last some seconds, so Heddle's have several times as many records: each of its jobs compiles its chain
            anew, which takes a second or two of a processor and would be most of a shorter run. Rows named JET_... have Hazelcast Jet 5.7 in Flink's
            place, one member without snapshots.

            FULL_SNAPSHOT stops a job of 2,000,000 keys with 500 bytes each by a savepoint and starts it again; what one file of
            as many bytes needs from its beginning to its end, forced, is measured in the same run and put beside it (...-of-disk:
            how many times as long). RESCALE does the same from one task to two and back while 20,000 records a second come: the
            longest time without output, and from the command until records come in time again; stop-ms is the savepoint and the
            job's end after it, start-ms lasts until the first record. Both start a local cluster anew each time. ROCKSDB_CHECKPOINTS has 500,000 values of 1,000 bytes, of which 1 % change between two checkpoints.

            Delays count from the time at which a record was due; source-... is how late the source at that rate handed it over, which
            any thread that naps on the machine suffers and which is part of every delay. IDLE_CHANNELS is measured when the process has
            become calm (calm-after-s).

            """;

    private static final String ALONE = """
            Pieces of the engine on their own, each in a JVM of its own under JMH, beside Flink's where Flink has the same piece as a class
            that can be called alone; written by `scripts/bench micro`. CPU time is that of the threads that run Java, without compiler
            and collector, a mean with half of the interval in which it lies with a likelihood of 99.9 %; elapsed time depends on who
            else works. Bytes are those allocated on the heap; a ratio is Flink's CPU time over Heddle's.

            """;

    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<MicroRow> pieces = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Report(String command) throws IOException {
        circumstances.put("command", command);
        circumstances.put("commit", System.getProperty("bench.commit", "unknown"));
        circumstances.put("started", java.time.Instant.now().toString());
        circumstances.put("machine", machine());
        circumstances.put("java", Runtime.version().toString());
        circumstances.put("load before", load());
    }

    private static String machine() throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        if (!Files.exists(cpus)) {
            return Runtime.getRuntime().availableProcessors() + " cores";
        }
        try (Stream<String> lines = Files.lines(cpus)) {
            String model = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .orElse("unknown processor");
            return Runtime.getRuntime().availableProcessors() + " cores, " + model;
        }
    }

    private static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).split(" ", -1)[0] : "unknown";
    }

    void add(List<Row> more) {
        rows.addAll(more);
    }

    void add(MicroRow piece) {
        pieces.add(piece);
    }

    void addFailure(String workload, String what) {
        failures.add(workload + ": " + what);
    }

    void writeJson(Path file) throws IOException {
        circumstances.put("load after", load());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        file.toFile(),
                        Map.of("circumstances", circumstances, "rows", rows, "micro", pieces, "failures", failures));
    }

    void writePage(Path file) throws IOException {
        StringBuilder page = new StringBuilder("# Performance\n\n");
        page.append(pieces.isEmpty() ? COMPARED : ALONE);
        circumstances.forEach((what, value) ->
                page.append("- ").append(what).append(": ").append(value).append('\n'));
        rows.stream().map(Row::suite).distinct().forEach(suite -> {
            page.append("\n## ").append(suite).append("\n\n").append(Row.HEADER).append('\n');
            rows.stream()
                    .filter(row -> row.suite().equals(suite))
                    .forEach(row -> page.append(row.line()).append('\n'));
        });
        if (!pieces.isEmpty()) {
            page.append("\n## micro\n\n").append(MicroRow.HEADER).append('\n');
            pieces.forEach(piece -> page.append(piece.line()).append('\n'));
        }
        geometricMean(page);
        if (!failures.isEmpty()) {
            page.append("\n## Failed\n\n");
            failures.forEach(failure -> page.append("- ").append(failure).append('\n'));
        }
        Files.writeString(file, page);
    }

    private void geometricMean(StringBuilder page) {
        double[] logs = rows.stream()
                .filter(row ->
                        row.workload().startsWith("NEXMARK_Q") && row.measure().startsWith("CPU"))
                .mapToDouble(row -> Math.log(row.ratio()))
                .toArray();
        if (logs.length > 0) {
            double mean = Math.exp(Arrays.stream(logs).sum() / logs.length);
            page.append(String.format(
                    Locale.ROOT, "%nGeometric mean of %d Nexmark queries: %.2f (goal 5).%n", logs.length, mean));
        }
    }
}
