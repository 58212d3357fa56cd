package io.heddle.benchmarks.pipelines;

import io.heddle.benchmarks.Probe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long checkpoints take, as one task sees it: from its own part until it is told that all is complete. */
final class CheckpointTimes {
    private static final double NS_PER_MS = 1e6;
    /** The first checkpoints of the measured time are warm-up. */
    private static final int SKIPPED = 2;

    private final Map<Long, Long> begunNs = new HashMap<>();
    private final List<Double> durationsMs = new ArrayList<>();
    private int completed;

    void begun(long checkpoint) {
        begunNs.put(checkpoint, System.nanoTime());
    }

    /** A checkpoint that the measured time has seen from its beginning. */
    void completed(long checkpoint) {
        Long begun = begunNs.remove(checkpoint);
        if (begun != null && ++completed > SKIPPED) {
            durationsMs.add((System.nanoTime() - begun) / NS_PER_MS);
        }
    }

    /** Whether warm-up is over. */
    boolean isWarm() {
        return completed >= SKIPPED;
    }

    /** Those that count so far. */
    int count() {
        return durationsMs.size();
    }

    void publish() {
        if (durationsMs.isEmpty()) {
            return;
        }
        Collections.sort(durationsMs);
        Probe.fact("checkpoints", durationsMs.size());
        Probe.fact("median-checkpoint-ms", durationsMs.get(durationsMs.size() / 2));
        Probe.fact("longest-checkpoint-ms", durationsMs.get(durationsMs.size() - 1));
    }
}
