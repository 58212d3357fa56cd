package io.heddle.engine.operator.window;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.metrics.Counter;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that were too late for every window they belong to: to the side output if there is one, else counted, measured
 * and sampled. The last few are kept with the lateness of each, and the log says of the first, the tenth, the hundredth...
 */
final class LateRecords {
    private static final Logger LOG = LogManager.getLogger(LateRecords.class);
    private static final int SAMPLES = 16;
    private static final int SAMPLE_CHARACTERS = 200;

    /**
     * A record that was dropped.
     *
     * @param latenessMs how far event time was ahead of it
     */
    record Sample(String record, long timestampMs, long watermarkMs, long latenessMs) {}

    private final OperatorContext context;
    private final @Nullable Input side;
    private final Counter dropped;
    private final Deque<Sample> samples = new ArrayDeque<>(SAMPLES);
    private final LatenessSketch lateness = new LatenessSketch();
    private long nextLogged = 1;

    LateRecords(OperatorContext context, Outputs outputs, @Nullable OutputTag<?> tag) {
        this.context = context;
        this.side = tag == null ? null : outputs.side(tag.getId());
        this.dropped = context.metrics().counter("numLateRecordsDropped");
        context.metrics().gauge("latenessP50Ms", () -> lateness.quantileMs(0.5));
        context.metrics().gauge("latenessP99Ms", () -> lateness.quantileMs(0.99));
    }

    void late(Object value, long timestampMs, long watermarkMs) throws Exception {
        if (side != null) {
            side.record(value, timestampMs);
            return;
        }
        long latenessMs = Math.max(1, watermarkMs - timestampMs);
        lateness.add(latenessMs);
        dropped.inc();
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        String text = String.valueOf(value);
        String shortened = text.length() <= SAMPLE_CHARACTERS ? text : text.substring(0, SAMPLE_CHARACTERS) + "...";
        samples.addLast(new Sample(shortened, timestampMs, watermarkMs, latenessMs));
        if (dropped.getCount() == nextLogged) {
            nextLogged *= 10;
            LOG.warn(
                    "{} has dropped {} late record(s); the last one: {}. allowedLateness(...) keeps windows longer,"
                            + " sideOutputLateData(...) takes such records elsewhere.",
                    context.name(),
                    dropped.getCount(),
                    samples.getLast());
        }
    }

    /** The records that were dropped last. */
    List<Sample> samples() {
        return List.copyOf(samples);
    }
}
