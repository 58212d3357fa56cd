package io.heddle.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What pipelines that measure themselves have said, run by run. */
final class Facts {
    private final Map<String, List<Double>> ours = new TreeMap<>();
    private final Map<String, List<Double>> theirs = new TreeMap<>();
    private String remark = "";
    private int pairs;

    void addOurs(Measurement.Run run) {
        collect(run, ours);
    }

    void addTheirs(Measurement.Run run) {
        collect(run, theirs);
        pairs++;
    }

    private static void collect(Measurement.Run run, Map<String, List<Double>> facts) {
        run.facts()
                .forEach((name, value) ->
                        facts.computeIfAbsent(name, absent -> new ArrayList<>()).add(value));
    }

    /** What must be known of all rows. */
    void remark(String what) {
        remark = what;
    }

    /** Runs of the other engine so far. */
    int pairs() {
        return pairs;
    }

    List<Row> rows(Workload workload) {
        String beside = workload.rival().equals("flink") ? "beside" : "beside; Jet in Flink's place";
        List<Row> rows = new ArrayList<>();
        ours.forEach((fact, values) -> {
            boolean aimedAt = workload.goal() == 0 || (fact.endsWith("p99-ms") && !fact.startsWith("source-"));
            String remarked = remark.isEmpty() && !aimedAt ? beside : remark;
            rows.add(Row.of(workload, fact, values, theirs.getOrDefault(fact, List.of()), remarked));
        });
        return rows;
    }
}
