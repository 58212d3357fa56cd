package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.datastream.BroadcastStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichCoFlatMapFunction;
import io.heddle.api.functions.RichFilterFunction;
import io.heddle.api.state.StateTtlConfig;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.Time;
import io.heddle.testkit.MiniClusterExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that remember: alerts, things that do not end in time, rules that come as a stream. */
@Timeout(600)
class StateProgramsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    private static StreamExecutionEnvironment inOrder() {
        return StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    }

    /** A small amount and at once a large one: somebody tries a stolen card. */
    static final class FraudDetector extends KeyedProcessFunction<String, Event, String> {
        private static final long MINUTE_MS = 60_000;

        private transient ValueState<Boolean> flag;
        private transient ValueState<Long> timer;

        @Override
        public void open(OpenContext context) {
            flag = getRuntimeContext().getState(new ValueStateDescriptor<>("flag", Types.BOOLEAN));
            timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
        }

        @Override
        public void processElement(Event payment, Context ctx, Collector<String> out) throws Exception {
            if (flag.value() != null) {
                if (payment.amount > 500) {
                    out.collect("alert: " + payment.user);
                }
                cleanUp(ctx);
            }
            if (payment.amount < 1) {
                flag.update(true);
                long due = payment.timestamp + MINUTE_MS;
                ctx.timerService().registerEventTimeTimer(due);
                timer.update(due);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            timer.clear();
            flag.clear();
        }

        private void cleanUp(Context ctx) throws Exception {
            ctx.timerService().deleteEventTimeTimer(timer.value());
            timer.clear();
            flag.clear();
        }
    }

    @Test
    void fraudIsASmallAmountAndWithinAMinuteALargeOne() throws Exception {
        DataStream<String> alerts = inOrder()
                .fromElements(
                        new Event("ann", "pay", 0, 0),
                        new Event("bob", "pay", 0, 1_000),
                        new Event("ann", "pay", 600, 2_000),
                        new Event("bob", "pay", 20, 3_000),
                        new Event("bob", "pay", 900, 4_000),
                        new Event("cid", "pay", 0, 5_000),
                        new Event("bob", "pay", 30, 66_000),
                        new Event("cid", "pay", 800, 70_000),
                        new Event("ann", "pay", 700, 71_000))
                .assignTimestampsAndWatermarks(Event.strict())
                .keyBy(Event::getUser)
                .process(new FraudDetector());
        assertEquals(List.of("alert: ann"), Results.of(alerts));
    }

    /** Says of a ride that it takes too long, when it does, not when it ends. */
    static final class LongRides extends KeyedProcessFunction<String, Event, String> {
        private static final long TWO_HOURS_MS = 7_200_000;

        private transient ValueState<Event> started;

        @Override
        public void open(OpenContext context) {
            started = getRuntimeContext().getState(new ValueStateDescriptor<>("started", Event.class));
        }

        @Override
        public void processElement(Event ride, Context ctx, Collector<String> out) throws Exception {
            if (ride.what.equals("start")) {
                started.update(ride);
                ctx.timerService().registerEventTimeTimer(ride.timestamp + TWO_HOURS_MS);
            } else {
                Event start = started.value();
                ctx.timerService().deleteEventTimeTimer(start.timestamp + TWO_HOURS_MS);
                started.clear();
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + " since " + started.value().timestamp);
            started.clear();
        }
    }

    @Test
    void ridesOfMoreThanTwoHours() throws Exception {
        DataStream<String> alerts = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromElements(
                        new Event("r1", "start", 0, 0),
                        new Event("r2", "start", 0, 60_000),
                        new Event("r1", "end", 0, 7_199_000),
                        new Event("r3", "start", 0, 7_200_000))
                .assignTimestampsAndWatermarks(Event.rising())
                .keyBy(Event::getUser)
                .process(new LongRides());
        // At the end of the input event time runs on to its end.
        assertEquals(List.of("r2 since 60000", "r3 since 7200000"), Results.sorted(alerts));
    }

    /** Lets each record through once. */
    static final class FirstOnly extends RichFilterFunction<Event> {
        private transient ValueState<Boolean> seen;

        @Override
        public void open(OpenContext context) {
            ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
            descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Time.hours(1))
                    .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                    .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
                    .build());
            seen = getRuntimeContext().getState(descriptor);
        }

        @Override
        public boolean filter(Event value) throws Exception {
            if (seen.value() != null) {
                return false;
            }
            seen.update(true);
            return true;
        }
    }

    @Test
    void duplicatesAreDroppedForAnHour() throws Exception {
        DataStream<Event> first = inOrder()
                .fromElements(
                        new Event("a", "x", 1, 1),
                        new Event("b", "x", 2, 2),
                        new Event("a", "x", 3, 3),
                        new Event("b", "x", 4, 4))
                .keyBy(Event::getUser)
                .filter(new FirstOnly());
        assertEquals(List.of("a x 1 @1", "b x 2 @2"), Results.of(first));
    }

    /** A word that was blocked by the control stream does not pass. */
    static final class Control extends RichCoFlatMapFunction<String, String, String> {
        private transient ValueState<Boolean> blocked;

        @Override
        public void open(OpenContext context) {
            blocked = getRuntimeContext().getState(new ValueStateDescriptor<>("blocked", Boolean.class));
        }

        @Override
        public void flatMap1(String control, Collector<String> out) throws Exception {
            blocked.update(Boolean.TRUE);
        }

        @Override
        public void flatMap2(String word, Collector<String> out) throws Exception {
            if (blocked.value() == null) {
                out.collect(word);
            }
        }
    }

    /** Which of two streams is read first is open, so both orders are right for a word in both; others are certain. */
    @Test
    void aControlStreamBlocksWords() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> control = env.fromElements("drop", "ignore");
        DataStream<String> words = env.fromElements("books", "drop", "are", "ignore");
        List<String> got = Results.sorted(
                control.keyBy(word -> word).connect(words.keyBy(word -> word)).flatMap(new Control()));
        assertEquals(
                List.of("are", "books"),
                got.stream()
                        .filter(word -> !word.equals("drop") && !word.equals("ignore"))
                        .toList());
    }

    @Test
    void rulesComeAsAStreamToAllInstances() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        BroadcastStream<Tuple2<String, Long>> rules = env.fromElements("sugar 10", "salt 3")
                .map(line -> Tuple2.of(line.split(" ", -1)[0], Long.valueOf(line.split(" ", -1)[1])))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .broadcast(Rules.RULES);
        DataStream<String> found = env.fromElements(
                        new Event("ann", "sugar", 11, 1),
                        new Event("ann", "salt", 3, 2),
                        new Event("bob", "salt", 4, 3),
                        new Event("bob", "tea", 99, 4))
                .keyBy(Event::getUser)
                .connect(rules)
                .process(new Rules(), Types.STRING);
        assertEquals(List.of("ann has too much sugar", "bob has too much salt"), Results.sorted(found));
    }

    private static SingleOutputStreamOperator<Integer> parted() {
        return inOrder().fromElements("3", "-1", "four", "5", "-6").process(new Sort());
    }

    @Test
    void sideOutputsPartAStream() throws Exception {
        assertEquals(List.of("3", "5"), Results.of(parted()));
        assertEquals(List.of("four"), Results.of(parted().getSideOutput(Sort.WORDS)));
        assertEquals(List.of("-1", "-6"), Results.of(parted().getSideOutput(Sort.NEGATIVE)));
    }
}
