package io.heddle.engine.operator.process;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.functions.TimerService;
import io.heddle.api.types.Types;
import io.heddle.engine.operator.DownstreamFailure;
import io.heddle.engine.operator.Emitter;
import io.heddle.engine.operator.EventTime;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import org.jspecify.annotations.Nullable;

/** The record or the timer for which a process function is called right now, with clocks, timers and ways out. */
final class Moment implements TimerService {
    /** Timers of process functions have no windows. */
    private static final Boolean NO_NAMESPACE = false;

    private final OperatorContext context;
    private final Outputs outputs;
    private final EventTime eventTime;
    private final Emitter emitter;
    private @Nullable OperatorTimers timers;
    private long timestampMs = Input.NO_TIMESTAMP;
    private TimeDomain domain = TimeDomain.EVENT_TIME;

    Moment(OperatorContext context, Outputs outputs, EventTime eventTime) {
        this.context = context;
        this.outputs = outputs;
        this.eventTime = eventTime;
        this.emitter = Emitter.into(context, outputs.main());
    }

    /** Restores timers; on a stream without keys there are none. */
    void open(OperatorTimers.Handler handler) {
        KeyedStateBackend state = context.keyedState();
        if (state != null) {
            timers = new OperatorTimers(context, state, context.serializers().of(Types.BOOLEAN), 0, handler);
        }
    }

    /** Fires what is due at a watermark. */
    void advance(long watermarkMs) throws Exception {
        if (timers != null) {
            timers.advance(watermarkMs);
        }
    }

    /** A record is processed. */
    Emitter at(long recordTimestampMs) {
        timestampMs = recordTimestampMs;
        emitter.timestampMs(recordTimestampMs);
        return emitter;
    }

    /** A timer fires; what is emitted at a processing time has no timestamp. */
    Emitter at(KeyedTimer timer, TimeDomain timerDomain) {
        timestampMs = timer.timeMs();
        domain = timerDomain;
        emitter.timestampMs(timerDomain == TimeDomain.EVENT_TIME ? timer.timeMs() : Input.NO_TIMESTAMP);
        return emitter;
    }

    @Nullable
    Long timestamp() {
        return timestampMs == Input.NO_TIMESTAMP ? null : (Long) timestampMs;
    }

    TimeDomain domain() {
        return domain;
    }

    void output(OutputTag<?> tag, Object value) {
        Input side = outputs.side(tag.getId());
        if (side != null) {
            try {
                side.record(value, timestampMs);
            } catch (Exception e) {
                throw DownstreamFailure.rethrow(e);
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <K> K currentKey() {
        KeyedStateBackend state = context.keyedState();
        if (state == null) {
            throw new IllegalStateException("There is no key on a stream without keys.");
        }
        return (K) state.currentKey();
    }

    @Override
    public long currentProcessingTime() {
        return context.processingTimeMs();
    }

    @Override
    public long currentWatermark() {
        return eventTime.currentWatermarkMs();
    }

    @Override
    public void registerProcessingTimeTimer(long time) {
        timers(UNSUPPORTED_REGISTER_TIMER_MSG).registerProcessingTime(NO_NAMESPACE, time);
    }

    @Override
    public void registerEventTimeTimer(long time) {
        timers(UNSUPPORTED_REGISTER_TIMER_MSG).registerEventTime(NO_NAMESPACE, time);
    }

    @Override
    public void deleteProcessingTimeTimer(long time) {
        timers(UNSUPPORTED_DELETE_TIMER_MSG).deleteProcessingTime(NO_NAMESPACE, time);
    }

    @Override
    public void deleteEventTimeTimer(long time) {
        timers(UNSUPPORTED_DELETE_TIMER_MSG).deleteEventTime(NO_NAMESPACE, time);
    }

    private OperatorTimers timers(String message) {
        if (timers == null) {
            throw new UnsupportedOperationException(message);
        }
        return timers;
    }
}
