package io.heddle.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Milliseconds that Heddle and Flink needed for the same, measured in turn. */
record Comparison(String what, List<Long> heddleMs, List<Long> flinkMs) {

    static Comparison of(String what) {
        return new Comparison(what, new ArrayList<>(), new ArrayList<>());
    }

    static void printHead() {
        System.out.printf("%-52s %-24s %-24s %s%n", "median (lowest..highest)", "Heddle", "Flink", "Flink / Heddle");
    }

    void print() {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < Math.min(heddleMs.size(), flinkMs.size()); pair++) {
            ratios.add((double) flinkMs.get(pair) / Math.max(1, heddleMs.get(pair)));
        }
        System.out.printf("%-52s %-24s %-24s %s%n", what, seconds(heddleMs), seconds(flinkMs), spread(ratios, ""));
    }

    private static String seconds(List<Long> ms) {
        return spread(ms.stream().map(each -> each / 1000.0).toList(), " s");
    }

    private static String spread(List<Double> values, String unit) {
        if (values.isEmpty()) {
            return "-";
        }
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return String.format(
                Locale.ROOT, "%.2f%s (%.2f..%.2f)", median, unit, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
