package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What both engines needed for one workload.
 *
 * @param heddleCpuNs CPU time of the whole process per record, median of the pairs
 * @param heddleWallNs elapsed time per record, median of the pairs
 * @param flinkCpuNs as {@code heddleCpuNs}
 * @param flinkWallNs as {@code heddleWallNs}
 * @param ratio median of the pairs' ratios of CPU time, Flink's over ours
 * @param lowest ratio of the pairs
 * @param highest ratio of the pairs
 * @param equal whether both gave the same results for the same input
 */
record Comparison(
        String workload,
        double heddleCpuNs,
        double heddleWallNs,
        double flinkCpuNs,
        double flinkWallNs,
        double ratio,
        double lowest,
        double highest,
        boolean equal) {

    /** One run of one engine. */
    record Run(long count, long sum, double cpuNsPerRecord, double wallNsPerRecord) {
        boolean sameResults(Run other) {
            return count == other.count && sum == other.sum;
        }
    }

    static Comparison of(Workload workload, List<Run> ours, List<Run> theirs, boolean equal) {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < ours.size(); pair++) {
            ratios.add(theirs.get(pair).cpuNsPerRecord / ours.get(pair).cpuNsPerRecord);
        }
        ratios.sort(Double::compare);
        return new Comparison(
                workload.name(),
                median(ours.stream().map(Run::cpuNsPerRecord).toList()),
                median(ours.stream().map(Run::wallNsPerRecord).toList()),
                median(theirs.stream().map(Run::cpuNsPerRecord).toList()),
                median(theirs.stream().map(Run::wallNsPerRecord).toList()),
                median(ratios),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                equal);
    }

    static String header() {
        return "| workload | Heddle CPU ns (wall) | Flink CPU ns (wall) | ratio | lowest..highest | results |\n"
                + "| --- | --- | --- | --- | --- | --- |";
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f (%.1f) | %.1f (%.1f) | %.2f | %.2f..%.2f | %s |",
                workload,
                heddleCpuNs,
                heddleWallNs,
                flinkCpuNs,
                flinkWallNs,
                ratio,
                lowest,
                highest,
                equal ? "equal" : "DIFFERENT");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
