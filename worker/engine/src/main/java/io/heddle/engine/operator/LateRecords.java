package io.heddle.engine.operator;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.metrics.Counter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that were too late for an operator: to the side output if there is one, else counted, measured and sampled. The
 * samples are in {@link LateSamples}, and the log says of the first, the tenth, the hundredth...
 */
public final class LateRecords {
    private static final Logger LOG = LogManager.getLogger(LateRecords.class);

    private final OperatorContext context;
    private final @Nullable Input side;
    private final Counter dropped;
    private final LatenessSketch lateness = new LatenessSketch();
    private long nextLogged = 1;

    /** Records without a side output. */
    public LateRecords(OperatorContext context) {
        this(context, null);
    }

    /** Records that go to the side output of that tag, if there is one. */
    public LateRecords(OperatorContext context, Outputs outputs, @Nullable OutputTag<?> tag) {
        this(context, tag == null ? null : outputs.side(tag.getId()));
    }

    private LateRecords(OperatorContext context, @Nullable Input side) {
        this.context = context;
        this.side = side;
        this.dropped = context.metrics().counter("numLateRecordsDropped");
        context.metrics().gauge("latenessP50Ms", () -> lateness.quantileMs(0.5));
        context.metrics().gauge("latenessP99Ms", () -> lateness.quantileMs(0.99));
    }

    /**
     * Takes a record that was too late.
     *
     * @throws Exception fails the task
     */
    public void late(Object value, long timestampMs, long watermarkMs) throws Exception {
        if (side != null) {
            side.record(value, timestampMs);
            return;
        }
        lateness.add(Math.max(1, watermarkMs - timestampMs));
        dropped.inc();
        context.task().observations().late().dropped(context.name(), value, timestampMs, watermarkMs);
        if (dropped.getCount() == nextLogged) {
            nextLogged *= 10;
            LOG.warn(
                    "{} has dropped {} late record(s); the last one came at {} when event time was at {}: {}."
                            + " allowedLateness(...) keeps windows longer, sideOutputLateData(...) takes such records"
                            + " elsewhere; 'heddle why JOB' says where they were read.",
                    context.name(),
                    dropped.getCount(),
                    timestampMs,
                    watermarkMs,
                    value);
        }
    }
}
