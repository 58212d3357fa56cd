package io.heddle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one workload in both engines in turn, within a time. */
final class Measurement {
    /** Of the records of a run, for the run that compares results. */
    private static final int CHECK_SHARE = 8;
    /** No run has fewer records than this share, however slow the machine is. */
    private static final double LEAST_SHARE = 0.1;

    private static final double NS_PER_SECOND = 1e9;

    private final Workload workload;
    private final int parallelism;
    private final int pairs;
    private final double seconds;

    Measurement(Workload workload, int parallelism, int pairs, double seconds) {
        this.workload = workload;
        this.parallelism = parallelism;
        this.pairs = pairs;
        this.seconds = seconds;
    }

    /** One run of one engine. */
    record Run(long count, long sum, double cpuNs, double wallNs, Map<String, Double> facts) {

        static Run of(String answer) {
            String[] parts = answer.split(" ", -1);
            Map<String, Double> facts = new TreeMap<>();
            for (int i = 5; i < parts.length; i++) {
                int equals = parts[i].indexOf('=');
                facts.put(parts[i].substring(0, equals), Double.parseDouble(parts[i].substring(equals + 1)));
            }
            return new Run(
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Double.parseDouble(parts[3]),
                    Double.parseDouble(parts[4]),
                    facts);
        }
    }

    List<Row> take() throws IOException {
        try (EngineProcess heddle = EngineProcess.start("heddle");
                EngineProcess flink = EngineProcess.start(workload.rival())) {
            return workload.suite().isThroughput() ? throughput(heddle, flink) : facts(heddle, flink);
        }
    }

    private List<Row> throughput(EngineProcess heddle, EngineProcess flink) throws IOException {
        long check = workload.records(true) / CHECK_SHARE;
        Run checked = heddle.run(workload, check, parallelism);
        Run reference = flink.run(workload, check, parallelism);
        boolean equal = checked.count() == reference.count() && checked.sum() == reference.sum();

        Run warmOurs = heddle.run(workload, workload.records(false) / 2, parallelism);
        Run warmTheirs = flink.run(workload, workload.records(true) / 2, parallelism);
        double used = (checked.wallNs() + reference.wallNs() + warmOurs.wallNs() + warmTheirs.wallNs()) / NS_PER_SECOND;
        double fullPair = 2 * (warmOurs.wallNs() + warmTheirs.wallNs()) / NS_PER_SECOND;
        double share = Math.max(LEAST_SHARE, Math.min(1, (seconds - used) / (pairs * fullPair)));
        long ourRecords = (long) (share * workload.records(false));
        long theirRecords = (long) (share * workload.records(true));

        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ourWall = new ArrayList<>();
        List<Double> theirWall = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            Run left = heddle.run(workload, ourRecords, parallelism);
            Run right = flink.run(workload, theirRecords, parallelism);
            ours.add(left.cpuNs() / ourRecords);
            theirs.add(right.cpuNs() / theirRecords);
            ourWall.add(left.wallNs() / ourRecords);
            theirWall.add(right.wallNs() / theirRecords);
        }
        String remark = equal ? "" : "RESULTS DIFFER";
        String beside = workload.rival().equals("flink") ? "beside" : "beside; Jet in Flink's place";
        return List.of(
                Row.of(workload, "CPU ns per record", ours, theirs, remark),
                Row.of(workload, "elapsed ns per record", ourWall, theirWall, remark.isEmpty() ? beside : remark));
    }

    private List<Row> facts(EngineProcess heddle, EngineProcess flink) throws IOException {
        Map<String, List<Double>> ours = new TreeMap<>();
        Map<String, List<Double>> theirs = new TreeMap<>();
        String remark = "";
        String beside = workload.rival().equals("flink") ? "beside" : "beside; Jet in Flink's place";
        long begunNs = System.nanoTime();
        for (int pair = 0; pair < pairs; pair++) {
            collect(heddle.run(workload, workload.records(false), parallelism, seconds), ours);
            if (workload.isOursAlone()) {
                remark = "Flink needs more memory for its buffers than both are given";
                break;
            }
            try {
                collect(flink.run(workload, workload.records(true), parallelism, seconds), theirs);
            } catch (IOException failure) {
                remark = "%s did not end within %.0f s".formatted(workload.rival(), seconds);
                break;
            }
            double used = (System.nanoTime() - begunNs) / NS_PER_SECOND;
            if (used + used / (pair + 1) > seconds) {
                break;
            }
        }
        String said = remark;
        List<Row> rows = new ArrayList<>();
        ours.forEach((fact, values) -> {
            boolean aimedAt = fact.endsWith("p99-ms") || workload.goal() == 0;
            String remarked = said.isEmpty() && !aimedAt ? beside : said;
            rows.add(Row.of(workload, fact, values, theirs.getOrDefault(fact, List.of()), remarked));
        });
        return rows;
    }

    private static void collect(Run run, Map<String, List<Double>> facts) {
        run.facts()
                .forEach((name, value) ->
                        facts.computeIfAbsent(name, absent -> new ArrayList<>()).add(value));
    }
}
