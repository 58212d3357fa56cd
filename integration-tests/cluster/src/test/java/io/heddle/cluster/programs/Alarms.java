package io.heddle.cluster.programs;

import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.TimeDomain;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * State of three kinds behind timers of both: a round of a sensor ends when its time has come, and says how often each digit
 * came and which peaks there were; that a sensor is there is said once, a moment after its first reading.
 */
final class Alarms extends KeyedProcessFunction<Integer, Reading, String> {
    private static final long serialVersionUID = 1L;
    private static final long ROUND_MS = 3_000;
    private static final long MOMENT_MS = 50;
    private static final long PEAK = 990;

    private transient ValueState<Boolean> greeted;
    private transient MapState<Long, Long> digits;
    private transient ListState<Long> peaks;

    @Override
    public void open(OpenContext context) {
        greeted = getRuntimeContext().getState(new ValueStateDescriptor<>("greeted", Types.BOOLEAN));
        digits = getRuntimeContext().getMapState(new MapStateDescriptor<>("digits", Types.LONG, Types.LONG));
        peaks = getRuntimeContext().getListState(new ListStateDescriptor<>("peaks", Types.LONG));
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<String> out) throws Exception {
        if (greeted.value() == null) {
            greeted.update(false);
            context.timerService()
                    .registerProcessingTimeTimer(context.timerService().currentProcessingTime() + MOMENT_MS);
        }
        // By the round it belongs to, so that it does not matter how far the watermark was when it came.
        long round = reading.timeMs() / ROUND_MS;
        long digit = round * 10 + reading.amount() % 10;
        Long before = digits.get(digit);
        digits.put(digit, before == null ? 1 : before + 1);
        if (reading.amount() >= PEAK) {
            peaks.add(reading.timeMs());
        }
        context.timerService().registerEventTimeTimer((round + 1) * ROUND_MS - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            greeted.update(true);
            out.collect("here " + context.getCurrentKey());
            return;
        }
        long round = timestamp / ROUND_MS;
        Map<Long, Long> counts = new TreeMap<>();
        for (Map.Entry<Long, Long> entry : digits.entries()) {
            if (entry.getKey() / 10 == round) {
                counts.put(entry.getKey() % 10, entry.getValue());
            }
        }
        for (Long digit : counts.keySet()) {
            digits.remove(round * 10 + digit);
        }
        List<Long> later = new ArrayList<>();
        List<Long> now = new ArrayList<>();
        for (Long peak : peaks.get()) {
            (peak / ROUND_MS == round ? now : later).add(peak);
        }
        peaks.update(later);
        out.collect("round " + context.getCurrentKey() + " " + round + " " + counts + " " + now);
    }
}
