package io.heddle.simulation;

/** What happened, as a fingerprint that two runs of one seed must share, and as text if somebody reads it. */
final class Trace {
    private final StringBuilder text;
    private final boolean verbose;
    private long fingerprint = 17;

    Trace(boolean verbose) {
        this.verbose = verbose;
        this.text = new StringBuilder();
    }

    void line(long nowMs, String what) {
        fingerprint = fingerprint * 1_000_003 + what.hashCode() * 31L + nowMs;
        if (verbose) {
            text.append(nowMs).append(' ').append(what).append('\n');
        }
    }

    long fingerprint() {
        return fingerprint;
    }

    String text() {
        return text.toString();
    }
}
