package io.heddle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs one workload, or some that are to be compared with each other, in both engines in turn, within a time. */
final class Measurement {
    /** Of the records of a run, for the run that compares results. */
    private static final int CHECK_SHARE = 8;
    /** No run has fewer records than this share, however slow the machine is. */
    private static final double LEAST_SHARE = 0.1;
    /** The time of a pair belongs to both engines alike. */
    private static final double HALF = 0.5;

    /** No run lasts longer than this times what the workload has for all of them; it fails instead. */
    private static final double PATIENCE = 4;

    private static final double NS_PER_SECOND = 1e9;

    private final List<Workload> workloads;
    private final Workload workload;
    private final int usualParallelism;
    private final int pairs;
    private final double seconds;

    /**
     * Measures some workloads, in turn if they are several.
     *
     * @param seconds for all of them
     */
    Measurement(List<Workload> workloads, int usualParallelism, int pairs, double seconds) {
        this.workloads = workloads;
        this.workload = workloads.get(0);
        this.usualParallelism = usualParallelism;
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
        return workload.suite().isThroughput() ? throughput() : facts();
    }

    private EngineProcess heddle() throws IOException {
        return EngineProcess.start("heddle", workload.heapMb());
    }

    private EngineProcess rival() throws IOException {
        return EngineProcess.start(workload.rival(), workload.heapMb());
    }

    private List<Row> throughput() throws IOException {
        try (EngineProcess heddle = heddle();
                EngineProcess rival = rival()) {
            List<Throughput> all = new ArrayList<>();
            for (Workload each : workloads) {
                all.add(new Throughput(each, heddle, rival));
            }
            for (int pair = 0; pair < pairs; pair++) {
                for (Throughput each : all) {
                    each.runPair();
                }
            }
            List<Row> rows = new ArrayList<>();
            for (Throughput each : all) {
                rows.addAll(each.rows());
                if (each != all.get(0)) {
                    rows.add(each.besides(all.get(0)));
                }
            }
            return rows;
        }
    }

    /** The pairs of one workload, after a pair that compares results and one that warms up. */
    private final class Throughput {
        private final Workload workload;
        private final EngineProcess heddle;
        private final EngineProcess rival;
        private final int parallelism;
        private final double limit;
        private final boolean equal;
        private final long ourRecords;
        private final long theirRecords;
        private final List<Double> ours = new ArrayList<>();
        private final List<Double> theirs = new ArrayList<>();
        private final List<Double> ourWall = new ArrayList<>();
        private final List<Double> theirWall = new ArrayList<>();

        Throughput(Workload workload, EngineProcess heddle, EngineProcess rival) throws IOException {
            this.workload = workload;
            this.heddle = heddle;
            this.rival = rival;
            parallelism = workload.parallelism(usualParallelism);
            double own = seconds / workloads.size();
            limit = PATIENCE * own;
            long check = workload.records(true) / CHECK_SHARE;
            Run checked = heddle.run(workload, check, parallelism, limit);
            Run reference = rival.run(workload, check, parallelism, limit);
            equal = checked.count() == reference.count() && checked.sum() == reference.sum();

            Run warmOurs = heddle.run(workload, workload.records(false) / 2, parallelism, limit);
            Run warmTheirs = rival.run(workload, workload.records(true) / 2, parallelism, limit);
            double used =
                    (checked.wallNs() + reference.wallNs() + warmOurs.wallNs() + warmTheirs.wallNs()) / NS_PER_SECOND;
            double pair = (own - used) / pairs;
            double ourWhole = 2 * warmOurs.wallNs() / NS_PER_SECOND;
            double theirWhole = 2 * warmTheirs.wallNs() / NS_PER_SECOND;
            ourRecords = (long) (shareOf(ourWhole, theirWhole, pair) * workload.records(false));
            theirRecords = (long) (shareOf(theirWhole, ourWhole, pair) * workload.records(true));
        }

        /**
         * Which share of its records an engine gets in a pair's time: half of the time is its own, and what the other does not
         * need of its half. A run that the slower engine cuts short would be mostly the compilation of its chain.
         */
        private static double shareOf(double whole, double othersWhole, double pair) {
            double own = Math.max(pair * HALF, pair - othersWhole);
            return Math.max(LEAST_SHARE, Math.min(1, own / whole));
        }

        void runPair() throws IOException {
            Run left = heddle.run(workload, ourRecords, parallelism, limit);
            Run right = rival.run(workload, theirRecords, parallelism, limit);
            ours.add(left.cpuNs() / ourRecords);
            theirs.add(right.cpuNs() / theirRecords);
            ourWall.add(left.wallNs() / ourRecords);
            theirWall.add(right.wallNs() / theirRecords);
        }

        List<Row> rows() {
            String remark = equal ? "" : "RESULTS DIFFER";
            String beside = workload.rival().equals("flink") ? "beside" : "beside; Jet in Flink's place";
            return List.of(
                    Row.of(workload, "CPU ns per record", ours, theirs, remark),
                    Row.of(workload, "elapsed ns per record", ourWall, theirWall, remark.isEmpty() ? beside : remark));
        }

        /** How many times as long this takes as another workload that ran in turn with it, by pairs of neighbours. */
        Row besides(Throughput other) {
            String measure = "elapsed, as a multiple of " + other.workload;
            return Row.of(
                    workload,
                    measure,
                    multiples(ourWall, other.ourWall),
                    multiples(theirWall, other.theirWall),
                    "beside");
        }

        private static List<Double> multiples(List<Double> times, List<Double> others) {
            return IntStream.range(0, times.size())
                    .mapToObj(pair -> times.get(pair) / others.get(pair))
                    .toList();
        }
    }

    private List<Row> facts() throws IOException {
        Facts facts = new Facts();
        long begunNs = System.nanoTime();
        int each = workload.isWeighed() ? 1 : pairs;
        boolean timeIsLeft = true;
        for (int taken = 0; taken < pairs && timeIsLeft; taken += each) {
            try (EngineProcess heddle = heddle();
                    EngineProcess rival = rival()) {
                timeIsLeft = facts(heddle, rival, each, begunNs, facts);
            }
        }
        return facts.rows(workload);
    }

    /** Runs so many pairs; false if no other should follow. */
    private boolean facts(EngineProcess heddle, EngineProcess rival, int count, long begunNs, Facts facts)
            throws IOException {
        for (int pair = 0; pair < count; pair++) {
            Run ours = heddle.run(workload, workload.records(false), workload.parallelism(usualParallelism), seconds);
            facts.addOurs(ours);
            if (workload.isOursAlone()) {
                facts.remark("Flink needs more memory for its buffers than both are given");
                return false;
            }
            try {
                Run theirs =
                        rival.run(workload, workload.records(true), workload.parallelism(usualParallelism), seconds);
                facts.addTheirs(theirs);
                if (workload.isRestarted() && (ours.count() != theirs.count() || ours.sum() != theirs.sum())) {
                    facts.remark("RESULTS DIFFER");
                }
            } catch (IOException failure) {
                facts.remark("%s did not end within %.0f s".formatted(workload.rival(), seconds));
                return false;
            }
            double used = (System.nanoTime() - begunNs) / NS_PER_SECOND;
            if (used + used / facts.pairs() > seconds) {
                return false;
            }
        }
        return true;
    }
}
