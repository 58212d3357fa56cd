package io.heddle.engine.operator;

import io.heddle.api.eventtime.StrangeTimestamps;
import io.heddle.api.metrics.Counter;
import io.heddle.core.config.ExecutionSettings;
import io.heddle.core.config.Setting;
import java.time.Instant;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at timestamps where they are given: one of 1970, in seconds instead of milliseconds, or of the year 9999 would freeze
 * or flush every window behind it. Set by {@code time.sanity}.
 */
public final class TimeSanity {
    /** What {@link #check} says of a record that is to be dropped. */
    public static final long REJECTED = Long.MIN_VALUE + 1;

    private static final Logger LOG = LogManager.getLogger(TimeSanity.class);

    private final OperatorContext context;
    /** Where strange records go; null if nobody reads them there. */
    private final @Nullable Input side;

    private final ExecutionSettings.TimeSanity mode;
    private final long pastMs;
    private final long futureMs;
    private final Counter tooEarly;
    private final Counter tooLate;
    /** Bounds of some moment ago; a timestamp above is looked at again with the present time, one below is below that too. */
    private long earliestMs = Long.MAX_VALUE;

    private long latestMs = Long.MIN_VALUE;
    private long count;
    private long nextLogged = 1;

    private TimeSanity(OperatorContext context, Outputs outputs, ExecutionSettings.TimeSanity mode) {
        this.context = context;
        this.side = outputs.side(StrangeTimestamps.ID);
        this.mode = mode;
        this.pastMs = setting(context, ExecutionSettings.TIME_SANITY_PAST).toMillis();
        this.futureMs = setting(context, ExecutionSettings.TIME_SANITY_FUTURE).toMillis();
        this.tooEarly = context.metrics().counter("numTimestampsTooEarly");
        this.tooLate = context.metrics().counter("numTimestampsTooLate");
    }

    /** Null if timestamps are taken as they are. */
    public static @Nullable TimeSanity of(OperatorContext context, Outputs outputs) {
        ExecutionSettings.TimeSanity mode = setting(context, ExecutionSettings.TIME_SANITY);
        return mode == ExecutionSettings.TimeSanity.OFF ? null : new TimeSanity(context, outputs, mode);
    }

    private static <T> T setting(OperatorContext context, Setting<T> setting) {
        Map<String, String> properties = context.task().job().plan().properties();
        String value = properties.get(setting.key());
        return value == null ? setting.defaultValue().orElseThrow() : setting.parse(value);
    }

    /**
     * The timestamp to go on with; {@link #REJECTED} if the record is to be dropped.
     *
     * @param timestampMs {@link Input#NO_TIMESTAMP} passes
     */
    public long check(Object record, long timestampMs) {
        if ((timestampMs >= earliestMs && timestampMs <= latestMs) || timestampMs == Input.NO_TIMESTAMP) {
            return timestampMs;
        }
        // Years of history are read with timestamps that are all too early: to ask the clock for each would be what
        // they cost.
        if (timestampMs > latestMs || mode == ExecutionSettings.TimeSanity.CLAMP) {
            long nowMs = context.processingTimeMs();
            earliestMs = nowMs - pastMs;
            latestMs = nowMs + futureMs;
            if (timestampMs >= earliestMs && timestampMs <= latestMs) {
                return timestampMs;
            }
        }
        return strange(record, timestampMs);
    }

    private long strange(Object record, long timestampMs) {
        boolean early = timestampMs < earliestMs;
        (early ? tooEarly : tooLate).inc();
        if (++count == nextLogged) {
            nextLogged *= 10;
            LOG.warn(
                    "{} has given {} timestamp(s) far from the present; the last one is {} ({} ms) of {}. time.sanity"
                            + " decides what happens to them ({} now), time.sanity.past and time.sanity.future what is"
                            + " far.",
                    context.name(),
                    count,
                    Instant.ofEpochMilli(timestampMs),
                    timestampMs,
                    record,
                    mode);
        }
        return switch (mode) {
            case OFF, WARN -> timestampMs;
            case CLAMP -> early ? earliestMs : latestMs;
            case REJECT -> REJECTED;
            case SIDE_OUTPUT -> aside(record, timestampMs);
        };
    }

    private long aside(Object record, long timestampMs) {
        if (side != null) {
            try {
                side.record(record, timestampMs);
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
        return REJECTED;
    }
}
