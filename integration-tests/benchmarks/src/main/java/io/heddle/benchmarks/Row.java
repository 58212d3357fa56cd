package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One comparison.
 *
 * @param measure what was measured, with its unit; less is better
 * @param heddle median of the runs
 * @param flink median of the runs; NaN if there is no such thing
 * @param ratio median of the pairs' ratios, Flink's over ours
 * @param lowest ratio of the pairs
 * @param highest ratio of the pairs
 * @param goal the ratio that is aimed at; 0 if none is
 * @param remark what else must be known, empty if nothing
 */
record Row(
        String suite,
        String workload,
        String measure,
        double heddle,
        double flink,
        double ratio,
        double lowest,
        double highest,
        double goal,
        String remark) {

    static final String HEADER = "| workload | measure | Heddle | Flink | ratio | lowest..highest | goal | |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- |";

    static Row of(Workload workload, String measure, List<Double> ours, List<Double> theirs, String remark) {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < Math.min(ours.size(), theirs.size()); pair++) {
            ratios.add(theirs.get(pair) / ours.get(pair));
        }
        ratios.sort(Double::compare);
        boolean both = !ratios.isEmpty();
        return new Row(
                workload.suite().name().toLowerCase(Locale.ROOT),
                workload.name(),
                measure,
                median(ours),
                both ? median(theirs) : Double.NaN,
                both ? median(ratios) : Double.NaN,
                both ? ratios.get(0) : Double.NaN,
                both ? ratios.get(ratios.size() - 1) : Double.NaN,
                workload.goal(),
                remark);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private String verdict() {
        if (!remark.isEmpty()) {
            return remark;
        }
        if (goal == 0 || Double.isNaN(ratio)) {
            return "";
        }
        return ratio >= goal ? "met" : "missed";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s..%s | %s | %s |",
                workload,
                measure,
                number(heddle),
                number(flink),
                number(ratio),
                number(lowest),
                number(highest),
                goal == 0 ? "" : number(goal),
                verdict());
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    }
}
