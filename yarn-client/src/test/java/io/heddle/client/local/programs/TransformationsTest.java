package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.collect;
import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.KeyedStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.CoFlatMapFunction;
import io.heddle.api.functions.CoMapFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.InvalidTypesException;
import io.heddle.api.types.Row;
import io.heddle.api.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transformation, from records in to records out. */
@Timeout(600)
class TransformationsTest {
    /** A plain object. */
    public static final class Sale {
        public String shop = "";
        public int amount;
        public double price;

        public Sale() {}

        Sale(String shop, int amount, double price) {
            this.shop = shop;
            this.amount = amount;
            this.price = price;
        }

        @Override
        public String toString() {
            return shop + ":" + amount + ":" + price;
        }
    }

    record Point(String name, int x, List<Integer> more) {}

    private static final List<Sale> SALES = List.of(
            new Sale("a", 3, 1.5),
            new Sale("b", 1, 2.5),
            new Sale("a", 1, 0.5),
            new Sale("a", 2, 4.5),
            new Sale("b", 5, 0.25));

    private static DataStream<Tuple3<String, Integer, Long>> tuples(StreamExecutionEnvironment env) {
        return env.fromData(
                Tuple3.of("a", 3, 10L), Tuple3.of("b", 1, 20L), Tuple3.of("a", 1, 30L), Tuple3.of("a", 1, 40L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void mapsFlatMapsAndFilters(int parallelism) throws Exception {
        DataStream<String> out = environment(parallelism)
                .fromSequence(1, 10)
                .map(n -> n * 2)
                .returns(Types.LONG)
                .filter(n -> n % 4 == 0)
                .flatMap((Long n, Collector<String> all) -> {
                    all.collect("+" + n);
                    all.collect("-" + n);
                })
                .returns(Types.STRING);
        assertEquals(sorted(List.of("+4", "-4", "+8", "-8", "+12", "-12", "+16", "-16", "+20", "-20")), sorted(out));
    }

    @Test
    void aLambdaWhoseTypeIsErasedAsksForReturns() {
        SingleOutputStreamOperator<Tuple2<String, Long>> erased =
                environment(1).fromSequence(1, 2).map(n -> Tuple2.of("n", n));
        InvalidTypesException refused = assertThrows(InvalidTypesException.class, () -> erased.keyBy(0));
        assertTrue(String.valueOf(refused.getMessage()).contains("returns"), refused.getMessage());
    }

    @Test
    void runningAggregatesFollowTheOrderOfEachKey() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        assertEquals(
                List.of("(a,3,10)", "(a,4,10)", "(a,5,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy(0).sum(1)));
        assertEquals(
                List.of("(a,1,10)", "(a,1,10)", "(a,3,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy(0).min(1)));
        assertEquals(
                List.of("(a,3,10)", "(a,3,10)", "(a,3,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy(0).max("f1")));
        assertEquals(
                List.of("(a,1,30)", "(a,1,30)", "(a,3,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy(0).minBy(1)));
        assertEquals(
                List.of("(a,1,30)", "(a,1,40)", "(a,3,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy(0).minBy(1, false)));
        assertEquals(
                List.of("(a,3,10)", "(a,3,10)", "(a,3,10)", "(b,1,20)"),
                sorted(tuples(env).keyBy("f0").maxBy("f1")));
        assertEquals(
                List.of("(a,3,10)", "(a,4,40)", "(a,5,80)", "(b,1,20)"),
                sorted(tuples(env)
                        .keyBy(t -> t.f0)
                        .reduce((left, right) -> Tuple3.of(left.f0, left.f1 + right.f1, left.f2 + right.f2))));
    }

    @Test
    void fieldsOfPlainObjectsAreKeysAndSums() throws Exception {
        StreamExecutionEnvironment env = environment(3);
        assertEquals(
                List.of("a:3:1.5", "a:4:1.5", "a:6:1.5", "b:1:2.5", "b:6:2.5"),
                sorted(env.fromData(SALES).keyBy("shop").sum("amount")));
        assertEquals(
                List.of("a:1:0.5", "a:1:0.5", "a:3:1.5", "b:1:2.5", "b:5:0.25"),
                sorted(env.fromData(SALES).keyBy(sale -> sale.shop).minBy("price")));
    }

    @Test
    void keysOfEveryFormGoTogether() throws Exception {
        StreamExecutionEnvironment env = environment(4);
        KeyedStream<Tuple3<String, Integer, Long>, ?> two = tuples(env).keyBy(0, 1);
        assertEquals(List.of("(a,1,30)", "(a,1,70)", "(a,3,10)", "(b,1,20)"), sorted(two.sum(2)));
        DataStream<Tuple2<Tuple2<String, Integer>, Integer>> nested = env.fromData(
                Tuple2.of(Tuple2.of("x", 1), 1), Tuple2.of(Tuple2.of("y", 1), 2), Tuple2.of(Tuple2.of("x", 2), 3));
        assertEquals(
                List.of("((x,1),1)", "((x,1),4)", "((y,1),2)"),
                sorted(nested.keyBy("f0.f0").sum(1)));
        assertEquals(
                List.of("[x, 1]", "[x, 2]", "[y, 1]"),
                sorted(env.fromData("x", "y", "x")
                        .map(name -> Row.of(name, 1))
                        .returns(Types.ROW(Types.STRING, Types.INT))
                        .keyBy(row -> Objects.requireNonNull(row.getFieldAs(0)).toString())
                        .reduce((left, right) -> Row.of(
                                left.getField(0),
                                Objects.requireNonNull(left.<Integer>getFieldAs(1))
                                        + Objects.requireNonNull(right.<Integer>getFieldAs(1))))
                        .map(row -> List.of(String.valueOf(row.getField(0)), String.valueOf(row.getField(1)))
                                .toString())));
    }

    @Test
    void recordsTravelWhole() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        DataStream<Point> points = env.fromSequence(1, 4)
                .setParallelism(1)
                .map(number ->
                        new Point(number % 2 == 0 ? "even" : "odd", number.intValue(), List.of(number.intValue(), 7)))
                .returns(Point.class);
        assertEquals(
                List.of("Point[name=even, x=2, more=[2, 7]]", "Point[name=even, x=6, more=[2, 7, 4, 7]]"),
                sorted(points.keyBy(Point::name)
                        .reduce((a, b) -> {
                            List<Integer> both = new ArrayList<>(a.more());
                            both.addAll(b.more());
                            return new Point(a.name(), a.x() + b.x(), both);
                        })
                        .filter(point -> point.name().equals("even"))));
    }

    @Test
    void streamsAreUnitedAlsoWithThemselves() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        DataStream<Integer> one = env.fromData(1, 2);
        DataStream<Integer> other = env.fromData(3);
        assertEquals(List.of("1", "1", "2", "2", "3"), sorted(one.union(other, one)));
        assertThrows(
                IllegalArgumentException.class, () -> one.connect(environment(1).fromData(1)));
    }

    @Test
    void connectedStreamsShareAnOperator() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        DataStream<Integer> numbers = env.fromData(1, 2);
        DataStream<String> words = env.fromData("x");
        assertEquals(
                List.of("n1", "n2", "wx"),
                sorted(numbers.connect(words).map(new CoMapFunction<Integer, String, String>() {
                    @Override
                    public String map1(Integer value) {
                        return "n" + value;
                    }

                    @Override
                    public String map2(String value) {
                        return "w" + value;
                    }
                })));
        assertEquals(
                List.of("1", "1", "2", "2", "x"),
                sorted(env.fromData(1, 2)
                        .connect(env.fromData("x"))
                        .keyBy(n -> n % 2, String::length)
                        .flatMap(new CoFlatMapFunction<Integer, String, String>() {
                            @Override
                            public void flatMap1(Integer value, Collector<String> out) {
                                out.collect(value.toString());
                                out.collect(value.toString());
                            }

                            @Override
                            public void flatMap2(String value, Collector<String> out) {
                                out.collect(value);
                            }
                        })));
    }

    /** Sends odd numbers aside. */
    static final class OddAside extends ProcessFunction<Long, Long> {
        static final OutputTag<String> ODD = new OutputTag<>("odd") {};

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            if (value % 2 == 0) {
                out.collect(value);
            } else {
                ctx.output(ODD, "odd " + value);
            }
        }
    }

    @Test
    void sideOutputsAreStreamsOfTheirOwn() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        SingleOutputStreamOperator<Long> even = env.fromSequence(1, 4).process(new OddAside());
        DataStream<String> both = even.map(n -> "even " + n).union(even.getSideOutput(OddAside.ODD));
        assertEquals(List.of("even 2", "even 4", "odd 1", "odd 3"), sorted(both));
    }

    /** Sends pairs aside, each of which has a field that says nothing of its type. */
    static final class PairsAside extends ProcessFunction<Long, Long> {
        static final OutputTag<Tuple2<Long, String>> PAIRS = new OutputTag<>("pairs") {};

        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            ctx.output(PAIRS, Tuple2.of(value, null));
        }
    }

    @Test
    void severalMayReadASideOutputInOneChain() throws Exception {
        StreamExecutionEnvironment env = environment(1);
        DataStream<Tuple2<Long, String>> pairs =
                env.fromSequence(1, 2).process(new PairsAside()).getSideOutput(PairsAside.PAIRS);
        DataStream<String> changed = pairs.map(pair -> {
            pair.f0 += 10;
            return "changed " + pair;
        });
        DataStream<String> read = pairs.map(pair -> "read " + pair);
        assertEquals(
                List.of("changed (11,null)", "changed (12,null)", "read (1,null)", "read (2,null)"),
                sorted(changed.union(read)));
    }

    /** Says which instance it is. */
    static final class Instance extends RichMapFunction<Long, Tuple2<Integer, Long>> {
        @Override
        public Tuple2<Integer, Long> map(Long value) {
            return Tuple2.of(getRuntimeContext().getIndexOfThisSubtask(), value);
        }
    }

    private static Map<Integer, Integer> spread(DataStream<Long> partitioned) throws Exception {
        Map<Integer, Integer> byInstance = new TreeMap<>();
        for (Tuple2<Integer, Long> each : collect(partitioned.map(new Instance()))) {
            byInstance.merge(each.f0, 1, Integer::sum);
        }
        return byInstance;
    }

    @Test
    void recordsAreSpreadAsAsked() throws Exception {
        StreamExecutionEnvironment env = environment(4);
        DataStream<Long> one = env.fromSequence(1, 400).setParallelism(1);
        assertEquals(Map.of(0, 100, 1, 100, 2, 100, 3, 100), spread(one.rebalance()));
        assertEquals(
                Map.of(0, 100, 1, 100, 2, 100, 3, 100),
                spread(env.fromSequence(1, 400).setParallelism(1).rescale()));
        assertEquals(Map.of(0, 400), spread(env.fromSequence(1, 400).global()));
        assertEquals(
                Map.of(0, 50, 1, 50, 2, 50, 3, 50),
                spread(env.fromSequence(1, 50).broadcast()));
        Map<Integer, Integer> shuffled = spread(env.fromSequence(1, 400).shuffle());
        assertEquals(4, shuffled.size());
        assertEquals(400, shuffled.values().stream().mapToInt(n -> n).sum());
        assertEquals(
                Map.of(0, 100, 2, 300),
                spread(env.fromSequence(1, 400)
                        .partitionCustom((Long key, int instances) -> key % 4 == 0 ? 0 : 2, n -> n)));
        assertEquals(
                400,
                spread(env.fromSequence(1, 400).forward()).values().stream()
                        .mapToInt(n -> n)
                        .sum());
    }

    @Test
    void forwardNeedsEqualParallelismAndLoopsAreRefused() {
        StreamExecutionEnvironment env = environment(2);
        DataStream<Long> numbers = env.fromSequence(1, 2);
        assertTrue(String.valueOf(assertThrows(UnsupportedOperationException.class, numbers::iterate)
                        .getMessage())
                .contains("KeyedProcessFunction"));
        numbers.forward().map(n -> n).setParallelism(3).print();
        Exception refused = assertThrows(Exception.class, () -> env.execute("forward"));
        assertTrue(String.valueOf(refused.getMessage()).contains("forward()"), refused.getMessage());
    }
}
