package io.heddle.testkit.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.datastream.AsyncDataStream;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.JoinFunction;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ResultFuture;
import io.heddle.api.functions.RichAsyncFunction;
import io.heddle.api.functions.RichCoFlatMapFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.EventTimeTrigger;
import io.heddle.api.windowing.ProcessingTimeoutTrigger;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.testkit.MiniClusterExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs over two streams, and those that ask somebody else. */
@Timeout(600)
class JoinProgramsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(2);

    private static DataStream<Event> orders(StreamExecutionEnvironment env) {
        return env.fromElements(
                        new Event("o1", "order", 10, 1_000),
                        new Event("o2", "order", 20, 2_000),
                        new Event("o3", "order", 30, 20_000))
                .assignTimestampsAndWatermarks(Event.rising());
    }

    private static DataStream<Event> payments(StreamExecutionEnvironment env) {
        return env.fromElements(
                        new Event("o1", "pay", 10, 4_000),
                        new Event("o2", "pay", 20, 13_000),
                        new Event("o3", "pay", 15, 21_000),
                        new Event("o3", "pay", 15, 25_000))
                .assignTimestampsAndWatermarks(Event.rising());
    }

    @Test
    void paymentsWithinTenSecondsOfTheirOrders() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> paid = orders(env)
                .keyBy(Event::getUser)
                .intervalJoin(payments(env).keyBy(Event::getUser))
                .between(Time.seconds(0), Time.seconds(10))
                .process(new Paid());
        assertEquals(
                List.of("o1 paid 10 after 3000", "o3 paid 15 after 1000", "o3 paid 15 after 5000"),
                Results.sorted(paid));
    }

    @Test
    void upperBoundsMayBeLeftOut() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> paid = orders(env)
                .keyBy(Event::getUser)
                .intervalJoin(payments(env).keyBy(Event::getUser))
                .between(Time.seconds(1), Time.seconds(5))
                .lowerBoundExclusive()
                .upperBoundExclusive()
                .process(new Paid());
        assertEquals(List.of("o1 paid 10 after 3000"), Results.sorted(paid));
    }

    static final class Both implements JoinFunction<Event, Event, String> {
        @Override
        public String join(Event order, Event payment) {
            return order.user + " " + order.amount + "/" + payment.amount;
        }
    }

    @Test
    void pairsOfAWindow() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> pairs = orders(env)
                .join(payments(env))
                .where(Event::getUser)
                .equalTo(Event::getUser)
                .window(TumblingEventTimeWindows.of(Time.seconds(10)))
                .apply(new Both());
        assertEquals(List.of("o1 10/10", "o3 30/15", "o3 30/15"), Results.sorted(pairs));
    }

    @Test
    void whatNoWindowCanDoIsRefusedForTwoStreamsToo() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        var joined = orders(env)
                .join(payments(env))
                .where(Event::getUser)
                .equalTo(Event::getUser)
                .window(EventTimeSessionWindows.withGap(Time.seconds(1)));
        assertThrows(IllegalArgumentException.class, () -> joined.allowedLateness(Time.seconds(-1)));
        assertThrows(
                UnsupportedOperationException.class,
                () -> joined.trigger(ProcessingTimeoutTrigger.of(EventTimeTrigger.create(), Duration.ofSeconds(1))));
    }

    /** All orders of a window with what was paid for them, also if that is nothing, and payments without an order. */
    static final class Outer implements CoGroupFunction<Event, Event, String> {
        @Override
        public void coGroup(Iterable<Event> orders, Iterable<Event> payments, Collector<String> out) {
            long ordered = 0;
            long paid = 0;
            TreeSet<String> ids = new TreeSet<>();
            for (Event order : orders) {
                ordered += order.amount;
                ids.add(order.user);
            }
            for (Event payment : payments) {
                paid += payment.amount;
                ids.add(payment.user);
            }
            out.collect(ids + " ordered " + ordered + " paid " + paid);
        }
    }

    @Test
    void outerJoinsByCoGroup() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<String> groups = orders(env)
                .coGroup(payments(env))
                .where(Event::getUser)
                .equalTo(Event::getUser)
                .window(TumblingEventTimeWindows.of(Time.seconds(10)))
                .apply(new Outer());
        assertEquals(
                List.of(
                        "[o1] ordered 10 paid 10",
                        "[o2] ordered 0 paid 20",
                        "[o2] ordered 20 paid 0",
                        "[o3] ordered 30 paid 30"),
                Results.sorted(groups));
    }

    /** Puts two records of a key together, whichever comes first. */
    static final class Enrich extends RichCoFlatMapFunction<Event, Event, String> {
        private transient ValueState<Event> order;
        private transient ValueState<Event> customer;

        @Override
        public void open(OpenContext context) {
            order = getRuntimeContext().getState(new ValueStateDescriptor<>("order", Types.POJO(Event.class)));
            customer = getRuntimeContext().getState(new ValueStateDescriptor<>("customer", Types.POJO(Event.class)));
        }

        @Override
        public void flatMap1(Event value, Collector<String> out) throws Exception {
            Event known = customer.value();
            if (known == null) {
                order.update(value);
            } else {
                customer.clear();
                out.collect(value.user + " of " + known.what);
            }
        }

        @Override
        public void flatMap2(Event value, Collector<String> out) throws Exception {
            Event waiting = order.value();
            if (waiting == null) {
                customer.update(value);
            } else {
                order.clear();
                out.collect(waiting.user + " of " + value.what);
            }
        }
    }

    @Test
    void recordsAreEnrichedWhicheverComesFirst() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Event> customers = env.fromElements(
                new Event("o3", "cid", 0, 0), new Event("o1", "ann", 0, 0), new Event("o2", "bob", 0, 0));
        DataStream<String> enriched = orders(env)
                .keyBy(Event::getUser)
                .connect(customers.keyBy(Event::getUser))
                .flatMap(new Enrich());
        assertEquals(List.of("o1 of ann", "o2 of bob", "o3 of cid"), Results.sorted(enriched));
    }

    /** As above, but an order waits no longer than five seconds. */
    static final class Expiring extends KeyedCoProcessFunction<String, Event, Event, String> {
        static final OutputTag<String> UNPAID = new OutputTag<String>("unpaid") {};

        private transient ValueState<Event> order;
        private transient ValueState<Event> payment;

        @Override
        public void open(OpenContext context) {
            order = getRuntimeContext().getState(new ValueStateDescriptor<>("order", Types.POJO(Event.class)));
            payment = getRuntimeContext().getState(new ValueStateDescriptor<>("payment", Types.POJO(Event.class)));
        }

        @Override
        public void processElement1(Event value, Context ctx, Collector<String> out) throws Exception {
            Event paid = payment.value();
            if (paid != null && paid.timestamp <= value.timestamp + 5_000) {
                payment.clear();
                out.collect(value.user + " is paid");
            } else {
                order.update(value);
                ctx.timerService().registerEventTimeTimer(value.timestamp + 5_000);
            }
        }

        @Override
        public void processElement2(Event value, Context ctx, Collector<String> out) throws Exception {
            Event waiting = order.value();
            if (waiting != null && value.timestamp <= waiting.timestamp + 5_000) {
                order.clear();
                ctx.timerService().deleteEventTimeTimer(waiting.timestamp + 5_000);
                out.collect(value.user + " is paid");
            } else if (waiting == null) {
                payment.update(value);
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            if (order.value() != null) {
                ctx.output(UNPAID, ctx.getCurrentKey() + " by " + timestamp);
                order.clear();
            }
        }
    }

    private static SingleOutputStreamOperator<String> expiring() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        return orders(env)
                .keyBy(Event::getUser)
                .connect(payments(env).filter(each -> each.timestamp != 25_000).keyBy(Event::getUser))
                .process(new Expiring());
    }

    @Test
    void whatFindsNoPartnerInTimeGoesToASideOutput() throws Exception {
        assertEquals(List.of("o1 is paid", "o3 is paid"), Results.sorted(expiring()));
        assertEquals(List.of("o2 by 7000"), Results.sorted(expiring().getSideOutput(Expiring.UNPAID)));
    }

    /** Asks a directory, on a thread of the client's. */
    static final class Lookup extends RichAsyncFunction<String, String> {
        private transient Map<String, String> directory;

        @Override
        public void open(OpenContext context) {
            directory = Map.of("a", "ann", "b", "bob", "c", "cid");
        }

        @Override
        public void asyncInvoke(String key, ResultFuture<String> result) {
            CompletableFuture<Void> unused = CompletableFuture.supplyAsync(() -> directory.get(key))
                    .thenAccept(name -> result.complete(List.of(key + "=" + name)));
        }
    }

    @Test
    void answersOfOthersKeepTheOrderOfTheQuestions() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        DataStream<String> keys = env.fromElements("c", "a", "b", "a", "c");
        assertEquals(
                List.of("c=cid", "a=ann", "b=bob", "a=ann", "c=cid"),
                Results.of(AsyncDataStream.orderedWait(keys, new Lookup(), 10, TimeUnit.SECONDS, 3)));
        assertEquals(
                List.of("a=ann", "a=ann", "b=bob", "c=cid", "c=cid"),
                Results.sorted(AsyncDataStream.unorderedWait(keys, new Lookup(), 10, TimeUnit.SECONDS, 3)));
    }
}
