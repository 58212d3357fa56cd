package io.heddle.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs both engines in turn and prints what they need, as a table of Markdown.
 *
 * <p>Usage: {@code Bench [--pairs N] [--seconds S] [--parallelism P] [--json FILE] [--page FILE] [SUITE|WORKLOAD ...]}. Each suite
 * keeps within its time, with three pairs of runs unless it is told otherwise; {@code --seconds} gives each workload another
 * time. The first runs of each workload compare the results and warm up, and are not counted.
 */
public final class Bench {
    /** No workload has less, however long those before it have taken. */
    private static final double LEAST_SECONDS = 5;

    private static final double NS_PER_SECOND = 1e9;

    private Bench() {}

    /** What the command line asks for. */
    private record Request(
            int pairs,
            int seconds,
            int parallelism,
            @Nullable Path json,
            @Nullable Path page,
            List<Workload> workloads) {

        static Request of(String[] args) {
            int pairs = 3;
            int seconds = 0;
            int parallelism = 1;
            Path json = null;
            Path page = null;
            List<Workload> workloads = new ArrayList<>();
            for (int at = 0; at < args.length; at++) {
                switch (args[at]) {
                    case "--pairs" -> pairs = Integer.parseInt(args[++at]);
                    case "--seconds" -> seconds = Integer.parseInt(args[++at]);
                    case "--parallelism" -> parallelism = Integer.parseInt(args[++at]);
                    case "--json" -> json = Path.of(args[++at]);
                    case "--page" -> page = Path.of(args[++at]);
                    default -> workloads.addAll(named(args[at].toUpperCase(Locale.ROOT)));
                }
            }
            List<Workload> all = workloads.isEmpty() ? Arrays.asList(Workload.values()) : workloads;
            return new Request(pairs, seconds, parallelism, json, page, all);
        }

        private static List<Workload> named(String name) {
            List<Workload> suite = ofSuite(name);
            return suite.isEmpty() ? List.of(Workload.valueOf(name)) : suite;
        }

        private static List<Workload> ofSuite(String name) {
            return Arrays.stream(Workload.values())
                    .filter(workload -> workload.suite().name().equals(name))
                    .toList();
        }

        /** The index of the first workload that is not measured together with that one. */
        int after(int index) {
            int next = index + 1;
            while (next < workloads.size() && workloads.get(next).beside() == workloads.get(next - 1)) {
                next++;
            }
            return next;
        }

        /** How long a workload may take: its share of what its suite has left for it and those that are still to come. */
        double secondsOf(int index, Map<Workload.Suite, Double> spent) {
            Workload workload = workloads.get(index);
            Workload.Suite suite = workload.suite();
            int left = workloads.subList(index, workloads.size()).stream()
                    .filter(each -> each.suite() == suite)
                    .mapToInt(Workload::weight)
                    .sum();
            return seconds > 0
                    ? seconds
                    : Math.max(
                            LEAST_SECONDS,
                            (suite.seconds() - spent.getOrDefault(suite, 0.0)) * workload.weight() / left);
        }
    }

    /** Measures what {@code args} ask for. */
    public static void main(String[] args) throws IOException {
        Request request = Request.of(args);
        Report report = new Report("scripts/bench " + String.join(" ", args));
        System.out.println(Row.HEADER);
        Map<Workload.Suite, Double> spent = new EnumMap<>(Workload.Suite.class);
        for (int index = 0, next; index < request.workloads.size(); index = next) {
            next = request.after(index);
            Workload workload = request.workloads.get(index);
            long begunNs = System.nanoTime();
            try {
                List<Row> rows = new Measurement(
                                request.workloads.subList(index, next),
                                request.parallelism,
                                workload.pairs(request.pairs),
                                (next - index) * request.secondsOf(index, spent))
                        .take();
                report.add(rows);
                rows.forEach(row -> System.out.println(row.line()));
            } catch (IOException e) {
                report.addFailure(workload.name(), String.valueOf(e.getMessage()));
                System.out.println("| " + workload + " | FAILED: " + e.getMessage() + " |");
            }
            spent.merge(workload.suite(), (System.nanoTime() - begunNs) / NS_PER_SECOND, Double::sum);
            if (request.json != null) {
                report.writeJson(request.json);
            }
            if (request.page != null) {
                report.writePage(request.page);
            }
        }
    }
}
