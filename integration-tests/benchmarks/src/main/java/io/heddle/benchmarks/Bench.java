package io.heddle.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs both engines in turn and prints ratios of CPU time per record, as a table of Markdown.
 *
 * <p>Usage: {@code Bench [--pairs N] [--parallelism P] [--json FILE] [pipelines|windows|nexmark|WORKLOAD ...]}. The first
 * pairs of each workload warm up and are not counted.
 */
public final class Bench {
    private static final int WARM_UPS = 2;

    private Bench() {}

    /** What the command line asks for. */
    private record Request(
            int pairs, int parallelism, @Nullable File json, List<Workload> workloads) {

        static Request of(String[] args) {
            int pairs = 5;
            int parallelism = 1;
            File json = null;
            List<Workload> workloads = new ArrayList<>();
            for (int at = 0; at < args.length; at++) {
                switch (args[at]) {
                    case "--pairs" -> pairs = Integer.parseInt(args[++at]);
                    case "--parallelism" -> parallelism = Integer.parseInt(args[++at]);
                    case "--json" -> json = new File(args[++at]);
                    default -> workloads.addAll(named(args[at].toUpperCase(Locale.ROOT)));
                }
            }
            return new Request(
                    pairs, parallelism, json, workloads.isEmpty() ? Arrays.asList(Workload.values()) : workloads);
        }

        private static List<Workload> named(String name) {
            List<Workload> suite = Arrays.stream(Workload.values())
                    .filter(workload -> workload.suite().name().equals(name))
                    .toList();
            return suite.isEmpty() ? List.of(Workload.valueOf(name)) : suite;
        }
    }

    /** Measures what {@code args} ask for. */
    public static void main(String[] args) throws IOException {
        Request request = Request.of(args);
        System.out.println("Parallelism " + request.parallelism + ", " + request.pairs + " pairs after " + WARM_UPS
                + " to warm up.\n\n" + Comparison.header());
        List<Comparison> comparisons = new ArrayList<>();
        for (Workload workload : request.workloads) {
            Comparison comparison = compare(workload, request);
            comparisons.add(comparison);
            System.out.println(comparison.row());
        }
        if (request.json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(request.json, comparisons);
        }
    }

    private static Comparison compare(Workload workload, Request request) throws IOException {
        try (EngineProcess heddle = EngineProcess.start("heddle");
                EngineProcess flink = EngineProcess.start("flink")) {
            List<Comparison.Run> ours = new ArrayList<>();
            List<Comparison.Run> theirs = new ArrayList<>();
            for (int pair = -WARM_UPS; pair < request.pairs; pair++) {
                Comparison.Run left = heddle.run(workload, workload.records(false), request.parallelism);
                Comparison.Run right = flink.run(workload, workload.records(true), request.parallelism);
                if (pair >= 0) {
                    ours.add(left);
                    theirs.add(right);
                }
            }
            Comparison.Run check = heddle.run(workload, workload.records(true), request.parallelism);
            return Comparison.of(workload, ours, theirs, check.sameResults(theirs.get(theirs.size() - 1)));
        }
    }
}
