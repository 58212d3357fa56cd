package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.environment.JobExecutionResult;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.LongCounter;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.state.ReducingState;
import io.heddle.api.state.ReducingStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.CalendarWindows;
import io.heddle.api.windowing.CountEvictor;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.GlobalWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.TriggerResult;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.WindowAssigner;
import io.heddle.testkit.MiniClusterExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports by window: the best of each hour, visitors of a day, sessions, what came too late. */
@Timeout(600)
class WindowProgramsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    private static StreamExecutionEnvironment inOrder() {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    }

    static final class Count implements AggregateFunction<Event, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Event value, Long accumulator) {
            return accumulator + 1;
        }

        @Override
        public Long getResult(Long accumulator) {
            return accumulator;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }

    /** Item, end of the window, count. */
    static final class WithWindowEnd
            extends ProcessWindowFunction<Long, Tuple3<String, Long, Long>, String, TimeWindow> {
        @Override
        public void process(
                String item, Context context, Iterable<Long> counts, Collector<Tuple3<String, Long, Long>> out) {
            out.collect(
                    Tuple3.of(item, context.window().getEnd(), counts.iterator().next()));
        }
    }

    @Test
    void topNPerWindow() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        List<Event> views = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            // Item k of the first half is seen about as often as 12 / (k + 1), in the second the other way round.
            int k = i % 12 / (1 + i % 3) % 4;
            views.add(new Event("u" + i, "item" + (i < 60 ? k : 3 - k), 1, i * 1000L));
        }
        long[][] expected = new long[3][4];
        for (int i = 0; i < 120; i++) {
            int item = views.get(i).what.charAt(4) - '0';
            for (int end = 1; end <= 3; end++) {
                if (i < end * 60 && i >= end * 60 - 120) {
                    expected[end - 1][item]++;
                }
            }
        }
        DataStream<String> top = env.fromCollection(views)
                .assignTimestampsAndWatermarks(Event.rising())
                .keyBy(event -> event.what)
                .window(SlidingEventTimeWindows.of(Time.seconds(120), Time.seconds(60)))
                .aggregate(new Count(), new WithWindowEnd())
                .keyBy(count -> count.f1)
                .process(new TopN(2));
        List<String> lines = new ArrayList<>();
        for (int end = 1; end <= 3; end++) {
            long[] counts = expected[end - 1];
            List<Integer> items = new ArrayList<>(List.of(0, 1, 2, 3));
            items.sort(Comparator.comparing((Integer item) -> -counts[item]).thenComparing(item -> item));
            lines.add(end * 60_000L + " item" + items.get(0) + "=" + counts[items.get(0)] + " item" + items.get(1) + "="
                    + counts[items.get(1)]);
        }
        lines.sort(null);
        assertEquals(lines, Results.sorted(top));
    }

    private static long inShanghai(int day, int hour, int minute) {
        return LocalDateTime.of(2026, 2, day, hour, minute)
                .atZone(SHANGHAI)
                .toInstant()
                .toEpochMilli();
    }

    static final class Unique extends ProcessWindowFunction<Event, String, String, TimeWindow> {
        @Override
        public void process(String page, Context context, Iterable<Event> visits, Collector<String> out) {
            Set<String> users = new HashSet<>();
            visits.forEach(visit -> users.add(visit.user));
            LocalDate day =
                    LocalDate.ofInstant(Instant.ofEpochMilli(context.window().getStart()), SHANGHAI);
            out.collect(page + " " + day + " " + users.size());
        }
    }

    private static List<String> uniqueVisitors(WindowAssigner<Object, TimeWindow> days) throws Exception {
        return Results.sorted(inOrder()
                .fromElements(
                        new Event("ann", "home", 1, inShanghai(1, 0, 0)),
                        new Event("bob", "home", 1, inShanghai(1, 7, 59)),
                        new Event("ann", "home", 1, inShanghai(1, 8, 0)),
                        new Event("cid", "home", 1, inShanghai(1, 23, 59)),
                        new Event("ann", "home", 1, inShanghai(2, 0, 0)),
                        new Event("ann", "shop", 1, inShanghai(2, 0, 1)))
                .assignTimestampsAndWatermarks(Event.rising())
                .keyBy(event -> event.what)
                .window(days)
                .process(new Unique()));
    }

    /** Midnight in Shanghai is 16:00 in UTC; eight hours fewer than the day of UTC, or the calendar of the place. */
    @Test
    void uniqueVisitorsPerDayOfShanghai() throws Exception {
        List<String> expected = List.of("home 2026-02-01 3", "home 2026-02-02 1", "shop 2026-02-02 1");
        assertEquals(expected, uniqueVisitors(TumblingEventTimeWindows.of(Duration.ofDays(1), Duration.ofHours(-8))));
        assertEquals(expected, uniqueVisitors(CalendarWindows.days(SHANGHAI)));
    }

    /** Counts what passes, for the one who started the program. */
    static final class Counted extends RichMapFunction<Event, Event> {
        private final LongCounter seen = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("late", seen);
        }

        @Override
        public Event map(Event value) {
            seen.add(1L);
            return value;
        }
    }

    private static SingleOutputStreamOperator<Event> sums(StreamExecutionEnvironment env, OutputTag<Event> late) {
        return env.fromElements(
                        new Event("a", "x", 1, 1_000),
                        new Event("a", "x", 2, 9_000),
                        new Event("a", "x", 4, 12_000),
                        new Event("a", "x", 8, 8_000),
                        new Event("a", "x", 16, 16_000),
                        new Event("a", "x", 32, 7_000),
                        new Event("a", "x", 64, 21_000))
                .assignTimestampsAndWatermarks(Event.strict())
                .keyBy(Event::getUser)
                .window(TumblingEventTimeWindows.of(Time.seconds(10)))
                .allowedLateness(Time.seconds(5))
                .sideOutputLateData(late)
                .sum("amount");
    }

    @Test
    void lateDataGoesToASideOutputAndIsCounted() throws Exception {
        OutputTag<Event> late = new OutputTag<Event>("late") {};
        // 8 comes within the five seconds and makes the first window anew, 32 comes after them.
        assertEquals(
                List.of("sum 3", "sum 11", "sum 20", "sum 64"),
                Results.of(sums(inOrder(), late).map(sum -> "sum " + sum.amount)));
        assertEquals(List.of("a x 32 @7000"), Results.of(sums(inOrder(), late).getSideOutput(late)));

        StreamExecutionEnvironment env = inOrder();
        SingleOutputStreamOperator<Event> sums = sums(env, late);
        sums.getSideOutput(late).map(new Counted()).sinkTo(new DiscardingSink<>());
        sums.sinkTo(new DiscardingSink<>());
        JobExecutionResult result = env.execute("late");
        assertEquals(1L, result.<Long>getAccumulatorResult("late"));
    }

    static final class Visit extends ProcessWindowFunction<Event, String, String, TimeWindow> {
        @Override
        public void process(String user, Context context, Iterable<Event> clicks, Collector<String> out) {
            List<String> pages = new ArrayList<>();
            clicks.forEach(click -> pages.add(click.what));
            out.collect(user + " " + context.window().getStart() + ".."
                    + context.window().getEnd() + " " + pages);
        }
    }

    @Test
    void sessionsOfEachUser() throws Exception {
        DataStream<String> visits = inOrder()
                .fromElements(
                        new Event("ann", "home", 1, 0),
                        new Event("bob", "home", 1, 10_000),
                        new Event("ann", "shop", 1, 29_000),
                        new Event("ann", "cart", 1, 59_001),
                        new Event("bob", "help", 1, 41_000))
                .assignTimestampsAndWatermarks(Event.rising())
                .keyBy(Event::getUser)
                .window(EventTimeSessionWindows.withGap(Time.seconds(30)))
                .process(new Visit());
        assertEquals(
                List.of(
                        "ann 0..59000 [home, shop]",
                        "ann 59001..89001 [cart]",
                        "bob 10000..40000 [home]",
                        "bob 41000..71000 [help]"),
                Results.sorted(visits));
    }

    /** The one result of the reduce, with the window it belongs to. */
    static final class AndStart extends ProcessWindowFunction<Event, Tuple2<Long, Long>, String, TimeWindow> {
        @Override
        public void process(String key, Context context, Iterable<Event> smallest, Collector<Tuple2<Long, Long>> out) {
            out.collect(new Tuple2<>(
                    context.window().getStart(), smallest.iterator().next().amount));
        }
    }

    private static DataStream<Event> amounts(StreamExecutionEnvironment env) {
        return env.fromElements(
                        new Event("a", "tip", 5, 0),
                        new Event("b", "tip", 4, 1_000),
                        new Event("a", "tip", 3, 3_599_999),
                        new Event("b", "tip", 9, 3_600_000),
                        new Event("a", "tip", 7, 3_700_000))
                .assignTimestampsAndWatermarks(Event.rising());
    }

    @Test
    void theLeastOfAWindowWithTheWindowsStart() throws Exception {
        DataStream<Tuple2<Long, Long>> least = amounts(inOrder())
                .keyBy(event -> event.what)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .reduce((a, b) -> a.amount <= b.amount ? a : b, new AndStart());
        assertEquals(List.of("(0,3)", "(3600000,7)"), Results.of(least));
    }

    static final class AddTips extends ProcessWindowFunction<Event, Tuple3<Long, String, Long>, String, TimeWindow> {
        @Override
        public void process(
                String driver, Context context, Iterable<Event> tips, Collector<Tuple3<Long, String, Long>> out) {
            long sum = 0;
            for (Event tip : tips) {
                sum += tip.amount;
            }
            out.collect(Tuple3.of(context.window().getEnd(), driver, sum));
        }
    }

    /** A window over the results of a window: both close at the same watermark. */
    @Test
    void theDriverWithTheMostTipsOfEachHour() throws Exception {
        DataStream<Tuple3<Long, String, Long>> best = amounts(StreamExecutionEnvironment.getExecutionEnvironment())
                .keyBy(Event::getUser)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .process(new AddTips())
                .windowAll(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .maxBy(2);
        assertEquals(List.of("(3600000,a,8)", "(7200000,b,9)"), Results.of(best));
    }

    /** Speaks early at every second record, and at the end. */
    static final class EarlyTrigger extends Trigger<Event, TimeWindow> {
        private final ReducingStateDescriptor<Long> count =
                new ReducingStateDescriptor<>("count", (a, b) -> a + b, Types.LONG);

        @Override
        public TriggerResult onElement(Event element, long timestamp, TimeWindow window, TriggerContext ctx)
                throws Exception {
            ctx.registerEventTimeTimer(window.maxTimestamp());
            ReducingState<Long> seen = ctx.getPartitionedState(count);
            seen.add(1L);
            if (seen.get() < 2) {
                return TriggerResult.CONTINUE;
            }
            seen.clear();
            return TriggerResult.FIRE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return TriggerResult.CONTINUE;
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return time == window.maxTimestamp() ? TriggerResult.FIRE_AND_PURGE : TriggerResult.CONTINUE;
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) throws Exception {
            ctx.getPartitionedState(count).clear();
            ctx.deleteEventTimeTimer(window.maxTimestamp());
        }
    }

    @Test
    void aTriggerOfOnesOwnSpeaksEarly() throws Exception {
        DataStream<Long> counts = amounts(inOrder())
                .keyBy(event -> event.what)
                .window(TumblingEventTimeWindows.of(Duration.ofHours(1)))
                .trigger(new EarlyTrigger())
                .aggregate(new Count());
        // Which is first, an early result of the second window or the last of the first, is left to the watermark.
        assertEquals(List.of("2", "2", "2", "3"), Results.sorted(counts));
    }

    static final class Amounts extends ProcessWindowFunction<Event, String, String, GlobalWindow> {
        @Override
        public void process(String key, Context context, Iterable<Event> elements, Collector<String> out) {
            List<Long> amounts = new ArrayList<>();
            elements.forEach(each -> amounts.add(each.amount));
            out.collect(key + " " + amounts);
        }
    }

    @Test
    void theLastTwoAtEachRecordByTriggerAndEvictor() throws Exception {
        DataStream<String> last = amounts(inOrder())
                .keyBy(Event::getUser)
                .window(GlobalWindows.create())
                .trigger(CountTrigger.of(1))
                .evictor(CountEvictor.of(2))
                .process(new Amounts());
        assertEquals(List.of("a [5]", "b [4]", "a [5, 3]", "b [4, 9]", "a [3, 7]"), Results.of(last));
    }

    @Test
    void windowsOverAll() throws Exception {
        DataStream<String> sums = amounts(StreamExecutionEnvironment.getExecutionEnvironment())
                .timeWindowAll(Time.hours(1))
                .process(new Busiest());
        assertEquals(List.of("3600000 12", "7200000 16"), Results.of(sums));
    }
}
