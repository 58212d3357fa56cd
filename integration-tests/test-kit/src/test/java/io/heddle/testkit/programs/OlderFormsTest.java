package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.AscendingTimestampExtractor;
import io.heddle.api.eventtime.IngestionTimeExtractor;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.functions.RichFlatMapFunction;
import io.heddle.api.functions.RichFoldFunction;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple4;
import io.heddle.api.types.LongSerializer;
import io.heddle.api.types.StringSerializer;
import io.heddle.api.types.TypeSerializer;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.DeltaTrigger;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.GlobalWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TimeEvictor;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.TriggerResult;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.testkit.MiniClusterExtension;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What programs from older books use: folds, serialisers in descriptors, assigners of their own, endless iterators. */
@Timeout(600)
class OlderFormsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    private static StreamExecutionEnvironment inOrder() {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    }

    private static DataStream<Tuple2<String, Long>> edits(StreamExecutionEnvironment env) {
        return env.fromElements(
                        Tuple2.of("ann", 1_000L),
                        Tuple2.of("bob", 2_000L),
                        Tuple2.of("ann", 4_000L),
                        Tuple2.of("ann", 11_000L))
                .assignTimestampsAndWatermarks(new AscendingTimestampExtractor<Tuple2<String, Long>>() {
                    @Override
                    public long extractAscendingTimestamp(Tuple2<String, Long> element) {
                        return element.f1;
                    }
                });
    }

    /** Changes its accumulator, which holds what has been handed out before. */
    static final class Names implements FoldFunction<Tuple2<String, Long>, List<Long>> {
        @Override
        public List<Long> fold(List<Long> accumulator, Tuple2<String, Long> value) {
            accumulator.add(value.f1 / 1000);
            return accumulator;
        }
    }

    static final class Sum extends RichFoldFunction<Tuple2<String, Long>, Tuple2<String, Long>> {
        @Override
        public Tuple2<String, Long> fold(Tuple2<String, Long> accumulator, Tuple2<String, Long> value) {
            accumulator.f0 = value.f0 + "#" + getRuntimeContext().getIndexOfThisSubtask();
            accumulator.f1 += value.f1;
            return accumulator;
        }
    }

    @Test
    void aKeyedFoldRunsAndWhatCameOutStays() throws Exception {
        List<Tuple2<String, Long>> results = new ArrayList<>();
        StreamExecutionEnvironment env = inOrder();
        env.getConfig().disableObjectReuse();
        try (CloseableIterator<Tuple2<String, Long>> all =
                edits(env).keyBy(0).fold(Tuple2.of("", 0L), new Sum()).executeAndCollect()) {
            all.forEachRemaining(results::add);
        }
        assertEquals(
                List.of(
                        Tuple2.of("ann#0", 1_000L),
                        Tuple2.of("bob#0", 2_000L),
                        Tuple2.of("ann#0", 5_000L),
                        Tuple2.of("ann#0", 16_000L)),
                results);
    }

    static final class Line implements WindowFunction<List<Long>, String, String, TimeWindow> {
        @Override
        public void apply(String key, TimeWindow window, Iterable<List<Long>> input, Collector<String> out) {
            out.collect(key + input.iterator().next() + "@" + window.getEnd() / 1000);
        }
    }

    @Test
    void windowsFoldFromACopyOfTheInitialValueEach() throws Exception {
        DataStream<String> folded = edits(inOrder())
                .keyBy(edit -> edit.f0)
                .window(SlidingEventTimeWindows.of(Time.seconds(10), Time.seconds(5)))
                .fold(new ArrayList<>(), new Names(), new Line(), Types.LIST(Types.LONG), Types.STRING);
        assertEquals(
                List.of("ann[1, 4]@10", "ann[1, 4]@5", "ann[11]@15", "ann[11]@20", "bob[2]@10", "bob[2]@5"),
                Results.sorted(folded));
        DataStream<Long> count = edits(inOrder())
                .timeWindowAll(Time.seconds(10))
                .fold(0L, (FoldFunction<Tuple2<String, Long>, Long>) (sum, edit) -> sum + 1);
        assertEquals(List.of("1", "3"), Results.sorted(count));
        ReduceFunction<Tuple2<String, Long>> later = (a, b) -> b;
        DataStream<String> reduced = edits(inOrder())
                .keyBy(edit -> edit.f0)
                .timeWindow(Time.seconds(10))
                .apply(
                        later,
                        (key, window, input, out) ->
                                out.collect(key + input.iterator().next().f1),
                        Types.STRING);
        assertEquals(List.of("ann11000", "ann4000", "bob2000"), Results.sorted(reduced));
    }

    @Test
    void sessionsCannotBeFolded() {
        var sessions = edits(inOrder()).keyBy(edit -> edit.f0).window(EventTimeSessionWindows.withGap(Time.seconds(3)));
        var refused =
                assertThrows(UnsupportedOperationException.class, () -> sessions.fold(new ArrayList<>(), new Names()));
        assertEquals(true, Objects.requireNonNull(refused.getMessage()).contains("aggregate"));
    }

    /** Ten seconds each, written with an environment and a serialiser. */
    static final class TenSeconds extends WindowAssigner<Object, TimeWindow> {
        @Override
        public Collection<TimeWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
            long start = timestamp - timestamp % 10_000;
            return List.of(new TimeWindow(start, start + 10_000));
        }

        @Override
        public Trigger<Object, TimeWindow> getDefaultTrigger(StreamExecutionEnvironment env) {
            return EventTimeTrigger.create();
        }

        @Override
        public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
            return new TimeWindow.Serializer();
        }

        @Override
        public boolean isEventTime() {
            return true;
        }
    }

    /** Fires at the second record too, and says so in state of the older form. */
    static final class AtTheSecond extends Trigger<Tuple2<String, Long>, TimeWindow> {
        @Override
        public TriggerResult onElement(
                Tuple2<String, Long> element, long timestamp, TimeWindow window, TriggerContext ctx) throws Exception {
            var count = ctx.getKeyValueState("count", Long.class, 0L);
            count.update(Objects.requireNonNull(count.value()) + 1);
            ctx.registerEventTimeTimer(window.maxTimestamp());
            return count.value() == 2 ? TriggerResult.FIRE : TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return TriggerResult.FIRE;
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) {
            ctx.getKeyValueState("count", Types.LONG, 0L).clear();
        }
    }

    @Test
    void anAssignerAndATriggerOfOlderPrograms() throws Exception {
        DataStream<String> counts = edits(inOrder())
                .keyBy(edit -> edit.f0)
                .window(new TenSeconds())
                .trigger(new AtTheSecond())
                .apply(
                        (key, window, input, out) -> {
                            int size = 0;
                            for (Tuple2<String, Long> unused : input) {
                                size++;
                            }
                            out.collect(key + size + "@" + window.getEnd());
                        },
                        Types.STRING);
        assertEquals(List.of("ann1@20000", "ann2@10000", "ann2@10000", "bob1@10000"), Results.sorted(counts));
        assertEquals(
                List.of("3", "1"),
                Results.of(edits(inOrder())
                        .windowAll(new TenSeconds())
                        .fold(0, (FoldFunction<Tuple2<String, Long>, Integer>) (sum, edit) -> sum + 1)));
    }

    @Test
    void anAssignerWithoutATriggerIsRefusedByName() {
        var stream = edits(inOrder());
        var refused = assertThrows(
                UnsupportedOperationException.class,
                () -> stream.windowAll(new WindowAssigner<Tuple2<String, Long>, TimeWindow>() {
                    @Override
                    public Collection<TimeWindow> assignWindows(
                            Tuple2<String, Long> element, long timestamp, WindowAssignerContext context) {
                        return List.of();
                    }

                    @Override
                    public boolean isEventTime() {
                        return true;
                    }
                }));
        assertEquals(true, Objects.requireNonNull(refused.getMessage()).contains("getDefaultTrigger"));
    }

    /** The fastest of the last ten seconds each time a car has gone 50 metres. */
    @Test
    void topSpeeds() throws Exception {
        StreamExecutionEnvironment env = inOrder();
        DataStream<Tuple4<Integer, Integer, Double, Long>> cars = env.fromElements(
                        Tuple4.of(0, 50, 0.0, 1_000L),
                        Tuple4.of(0, 80, 40.0, 2_000L),
                        Tuple4.of(0, 60, 60.0, 3_000L),
                        Tuple4.of(1, 20, 0.0, 3_500L),
                        Tuple4.of(0, 30, 120.0, 20_000L))
                .assignTimestampsAndWatermarks(
                        new AscendingTimestampExtractor<Tuple4<Integer, Integer, Double, Long>>() {
                            @Override
                            public long extractAscendingTimestamp(Tuple4<Integer, Integer, Double, Long> element) {
                                return element.f3;
                            }
                        });
        DataStream<Tuple4<Integer, Integer, Double, Long>> top = cars.keyBy(0)
                .window(GlobalWindows.create())
                .evictor(TimeEvictor.of(Time.seconds(10)))
                .trigger(DeltaTrigger.of(
                        50, (old, now) -> now.f2 - old.f2, cars.getType().createSerializer(env.getConfig())))
                .maxBy(1);
        assertEquals(List.of("(0,80,40.0,2000)", "(0,30,120.0,20000)"), Results.of(top));
    }

    /** State described by serialisers. */
    static final class Running extends RichFlatMapFunction<Tuple2<String, Long>, String> {
        @Override
        public void flatMap(Tuple2<String, Long> value, Collector<String> out) throws Exception {
            var sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE, 0L));
            sum.update(Objects.requireNonNull(sum.value()) + value.f1);
            var seen = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>("seen", LongSerializer.INSTANCE, new StringSerializer()));
            seen.put(value.f1, value.f0);
            int size = 0;
            for (Long unused : seen.keys()) {
                size++;
            }
            out.collect(value.f0 + sum.value() + "/" + size);
        }
    }

    @Test
    void stateDescribedBySerialisers() throws Exception {
        assertEquals(
                List.of("ann1000/1", "bob2000/1", "ann5000/2", "ann16000/3"),
                Results.of(edits(inOrder()).keyBy(edit -> edit.f0).flatMap(new Running())));
    }

    /** Never ends. */
    static final class Endless implements Iterator<Long>, Serializable {
        private long next;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Long next() {
            return next++;
        }
    }

    @Test
    void aStreamOfAnEndlessIterator() throws Exception {
        DataStream<Long> numbers = inOrder()
                .fromCollection(new Endless(), Long.class)
                .assignTimestampsAndWatermarks(new IngestionTimeExtractor<>());
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), numbers.executeAndCollect("five", 5));
    }
}
