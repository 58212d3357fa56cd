package io.heddle.benchmarks;

import java.util.Locale;

/**
 * One piece of the engine on its own.
 *
 * @param piece class and method, without whose it is
 * @param parameters by name, empty if there are none
 * @param heddle what ours needs
 * @param flink what Flink's needs; all NaN if it has no such piece that can be called alone
 * @param ratio Flink's processor time over ours; NaN if there is none
 */
record MicroRow(String piece, String parameters, Figure heddle, Figure flink, double ratio) {

    static final String HEADER =
            "| piece | of | Heddle CPU ns | elapsed | bytes | Flink CPU ns | elapsed | bytes | ratio |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |";

    /**
     * What one operation needs.
     *
     * @param cpuNs processor time of the threads that run Java, mean of the iterations
     * @param errorNs half of the interval in which that mean lies with a likelihood of 99.9 %; NaN of one iteration
     * @param elapsedNs mean of the iterations
     * @param bytes allocated on the heap
     */
    record Figure(double cpuNs, double errorNs, double elapsedNs, double bytes) {
        static final Figure NONE = new Figure(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        private String time() {
            return Double.isNaN(errorNs) ? number(cpuNs) : number(cpuNs) + " ± " + number(errorNs);
        }

        private String allocated() {
            return Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%.0f", bytes);
        }
    }

    static MicroRow of(String piece, String parameters, Figure heddle, Figure flink) {
        return new MicroRow(piece, parameters, heddle, flink, flink.cpuNs() / heddle.cpuNs());
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                piece,
                parameters,
                heddle.time(),
                number(heddle.elapsedNs()),
                heddle.allocated(),
                flink.time(),
                number(flink.elapsedNs()),
                flink.allocated(),
                Double.isNaN(ratio) ? "" : number(ratio));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
