package io.heddle.engine.operator.join;

import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.engine.operator.Emitter;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Keying;
import io.heddle.engine.operator.LateRecords;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.OperatorTimers;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TwoInputOperator;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.KeyedTimer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pairs whose timestamps lie within an interval of each other. Each side keeps its records by timestamp until event time
 * says that no partner can come any more.
 */
final class IntervalJoinOperator extends TwoInputOperator implements OperatorTimers.Handler {
    private final ProcessJoinFunction<Object, Object, Object> function;
    private final JoinContext pair;
    private final Emitter emitter;
    private final Keying keying1;
    private final Keying keying2;
    private final KeyedStateBackend backend;
    private final Side left;
    private final Side right;
    private final LateRecords lateRecords;
    private @Nullable OperatorTimers timers;

    /**
     * One stream.
     *
     * @param isLeft which one; the namespace of its timers
     * @param lowerMs a partner's timestamp is at least the record's plus this
     * @param upperMs and at most the record's plus this
     * @param late where late records go, or null
     */
    private record Side(
            boolean isLeft,
            MapState<Long, List<Object>> buffer,
            long lowerMs,
            long upperMs,
            @Nullable Input late) {

        /** How long after a record its last partner can come. */
        long keptForMs() {
            return Math.max(0, upperMs);
        }
    }

    @SuppressWarnings("unchecked")
    IntervalJoinOperator(OperatorSpec.IntervalJoin<?, ?, ?, ?> spec, OperatorContext context, Outputs outputs) {
        super(context, outputs, spec.function());
        this.function = (ProcessJoinFunction<Object, Object, Object>) spec.function();
        this.pair = new JoinContext(function, outputs);
        this.emitter = Emitter.into(context, outputs.main());
        this.keying1 = Keying.keyed(spec.key1(), context);
        this.keying2 = Keying.keyed(spec.key2(), context);
        this.backend = context.keyedState(spec.key1().type());
        this.left = new Side(
                true,
                buffer("left-buffer", spec.type1()),
                spec.lowerBoundMs(),
                spec.upperBoundMs(),
                side(outputs, spec.lateLeft()));
        this.right = new Side(
                false,
                buffer("right-buffer", spec.type2()),
                -spec.upperBoundMs(),
                -spec.lowerBoundMs(),
                side(outputs, spec.lateRight()));
        this.lateRecords = new LateRecords(context);
    }

    @SuppressWarnings("unchecked")
    private MapState<Long, List<Object>> buffer(String name, TypeInformation<?> type) {
        return backend.state(new MapStateDescriptor<>(name, Types.LONG, Types.LIST((TypeInformation<Object>) type)));
    }

    private static @Nullable Input side(Outputs outputs, @Nullable OutputTag<?> tag) {
        return tag == null ? null : outputs.side(tag.getId());
    }

    @Override
    public void open() throws Exception {
        timers = new OperatorTimers(context(), backend, context().serializers().of(Types.BOOLEAN), 0, this);
        super.open();
    }

    @Override
    protected void record1(Object value, long timestampMs) throws Exception {
        keying1.select(value);
        join(left, right, value, timestampMs);
    }

    @Override
    protected void record2(Object value, long timestampMs) throws Exception {
        keying2.select(value);
        join(right, left, value, timestampMs);
    }

    private void join(Side own, Side other, Object value, long timestampMs) throws Exception {
        if (timestampMs == Input.NO_TIMESTAMP) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "A record without a timestamp has reached the interval join '"
                            + context().name() + "'.",
                    "Pairs are found by their timestamps.",
                    "Give both streams timestamps with assignTimestampsAndWatermarks(...).");
        }
        if (timestampMs < currentWatermarkMs()) {
            if (own.late != null) {
                own.late.record(value, timestampMs);
            } else {
                lateRecords.late(value, timestampMs, currentWatermarkMs());
            }
            return;
        }
        keep(own, value, timestampMs);
        for (Map.Entry<Long, List<Object>> bucket : other.buffer.entries()) {
            long distanceMs = bucket.getKey() - timestampMs;
            if (distanceMs >= own.lowerMs && distanceMs <= own.upperMs) {
                for (Object partner : bucket.getValue()) {
                    emit(own.isLeft, value, timestampMs, partner, bucket.getKey());
                }
            }
        }
        Objects.requireNonNull(timers).registerEventTime(own.isLeft, timestampMs + own.keptForMs());
    }

    private static void keep(Side own, Object value, long timestampMs) throws Exception {
        List<Object> bucket = own.buffer.get(timestampMs);
        if (bucket == null) {
            bucket = new ArrayList<>(2);
        }
        bucket.add(value);
        own.buffer.put(timestampMs, bucket);
    }

    private void emit(boolean ownIsLeft, Object own, long ownMs, Object partner, long partnerMs) throws Exception {
        emitter.timestampMs(Math.max(ownMs, partnerMs));
        if (ownIsLeft) {
            function.processElement(own, partner, pair.at(ownMs, partnerMs), emitter);
        } else {
            function.processElement(partner, own, pair.at(partnerMs, ownMs), emitter);
        }
    }

    @Override
    protected void onWatermark(long timestampMs) throws Exception {
        Objects.requireNonNull(timers).advance(timestampMs);
    }

    @Override
    public void onEventTime(KeyedTimer timer) throws Exception {
        Side side = Boolean.TRUE.equals(timer.namespace()) ? left : right;
        side.buffer.remove(timer.timeMs() - side.keptForMs());
    }

    @Override
    public void onProcessingTime(KeyedTimer timer) {
        throw new IllegalStateException("Interval joins have no timers of processing time.");
    }
}
