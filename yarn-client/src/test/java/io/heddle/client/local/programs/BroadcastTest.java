package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.datastream.SingleOutputStreamOperator;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.functions.RichReduceFunction;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.Types;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Bounded streams that every instance has to know: as broadcast variables, and as broadcast state in batch mode. */
@Timeout(600)
class BroadcastTest {
    /** Says how many names there are, and the name of its record. */
    private static final class Named extends RichMapFunction<Long, String> {
        private transient List<String> names;

        @Override
        public void open(OpenContext openContext) {
            names = getRuntimeContext().<String>getBroadcastVariable("names").stream()
                    .sorted()
                    .toList();
        }

        @Override
        public String map(Long value) {
            return names.get((int) (value % names.size())) + value;
        }
    }

    private static StreamExecutionEnvironment environmentOf(RuntimeExecutionMode mode) {
        return environment(3).setRuntimeMode(mode);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTOMATIC")
    void aVariableIsCompleteWhenTheFunctionIsOpened(RuntimeExecutionMode mode) throws Exception {
        StreamExecutionEnvironment env = environmentOf(mode);
        DataStream<String> names = env.fromData("b", "a", "c").map(name -> name + name);
        SingleOutputStreamOperator<String> named =
                env.fromSequence(0, 5).map(new Named()).withBroadcastSet(names, "names");
        assertEquals(List.of("aa0", "aa3", "bb1", "bb4", "cc2", "cc5"), sorted(named));
    }

    /** Adds, modulo the only record of a variable. */
    private static final class AddModulo extends RichReduceFunction<Long> {
        private transient long modulus;

        @Override
        public void open(OpenContext openContext) {
            modulus = getRuntimeContext().<Long>getBroadcastVariable("modulus").get(0);
        }

        @Override
        public Long reduce(Long a, Long b) {
            return (a + b) % modulus;
        }
    }

    @Test
    void keysAreSortedAfterTheVariable() throws Exception {
        StreamExecutionEnvironment env = environmentOf(RuntimeExecutionMode.BATCH);
        DataStream<Long> sums = env.fromSequence(1, 100)
                .keyBy(n -> n % 2)
                .reduce(new AddModulo())
                .withBroadcastSet(env.fromData(1_000L), "modulus");
        assertEquals(List.of("500", "550"), sorted(sums));
    }

    @Test
    void aVariableThatWouldWaitForItselfIsRefused() {
        StreamExecutionEnvironment env = environmentOf(RuntimeExecutionMode.STREAMING);
        DataStream<Long> numbers = env.fromSequence(0, 5);
        SingleOutputStreamOperator<String> named =
                numbers.map(new Named()).withBroadcastSet(numbers.map(n -> "n" + n), "names");
        Exception refused = assertThrows(Exception.class, () -> sorted(named));
        assertTrue(Objects.requireNonNull(refused.getMessage()).contains("feeds both"), refused.getMessage());
    }

    @Test
    void aVariableMadeOfItsReadersOutputIsRefused() {
        SingleOutputStreamOperator<String> named =
                environmentOf(RuntimeExecutionMode.BATCH).fromSequence(0, 5).map(new Named());
        DataStream<String> later = named.map(name -> name + name);
        assertThrows(IllegalArgumentException.class, () -> named.withBroadcastSet(later, "names"));
    }

    @Test
    void aVariableThatWouldWaitForItselfIsFineStageByStage() throws Exception {
        DataStream<Long> numbers = environmentOf(RuntimeExecutionMode.BATCH).fromSequence(0, 2);
        SingleOutputStreamOperator<String> named =
                numbers.map(new Named()).withBroadcastSet(numbers.map(n -> "n" + n), "names");
        assertEquals(List.of("n00", "n11", "n22"), sorted(named));
    }

    @Test
    void aVariableWithoutEndIsRefused() {
        StreamExecutionEnvironment env = environmentOf(RuntimeExecutionMode.STREAMING);
        DataStream<String> endless = env.fromSource(
                new DataGeneratorSource<>(n -> "n" + n, Long.MAX_VALUE, Types.STRING),
                WatermarkStrategy.noWatermarks(),
                "endless");
        SingleOutputStreamOperator<String> named =
                env.fromSequence(0, 5).map(new Named()).withBroadcastSet(endless, "names");
        Exception refused = assertThrows(Exception.class, () -> sorted(named));
        assertTrue(Objects.requireNonNull(refused.getMessage()).contains("never ends"), refused.getMessage());
    }

    @Test
    void aVariableNobodyGaveIsNamed() {
        Exception failed = assertThrows(
                Exception.class,
                () -> sorted(environmentOf(RuntimeExecutionMode.STREAMING)
                        .fromSequence(0, 5)
                        .map(new Named())));
        assertTrue(Objects.requireNonNull(failed.getMessage()).contains("withBroadcastSet"), failed.getMessage());
        StreamExecutionEnvironment env = environmentOf(RuntimeExecutionMode.STREAMING);
        assertThrows(
                IllegalArgumentException.class,
                () -> env.fromSequence(0, 5).withBroadcastSet(env.fromData("a"), "names"));
    }

    /** Puts out each record with the number of broadcast ones that were there before it. */
    private static final class Counting extends BroadcastProcessFunction<Long, String, String> {
        static final MapStateDescriptor<String, Integer> SEEN =
                new MapStateDescriptor<>("seen", Types.STRING, Types.INT);

        @Override
        public void processElement(Long value, ReadOnlyContext context, Collector<String> out) throws Exception {
            int seen = 0;
            for (var ignored : context.getBroadcastState(SEEN).immutableEntries()) {
                seen++;
            }
            out.collect(value + ":" + seen);
        }

        @Override
        public void processBroadcastElement(String value, Context context, Collector<String> out) throws Exception {
            context.getBroadcastState(SEEN).put(value, 1);
        }
    }

    @Test
    void broadcastStateIsCompleteInBatchMode() throws Exception {
        StreamExecutionEnvironment env = environmentOf(RuntimeExecutionMode.BATCH);
        DataStream<String> rules = env.fromSequence(1, 2_000).map(n -> "r" + n);
        DataStream<String> counted =
                env.fromSequence(1, 50).connect(rules.broadcast(Counting.SEEN)).process(new Counting());
        assertEquals(
                LongStream.rangeClosed(1, 50)
                        .mapToObj(n -> n + ":2000")
                        .sorted()
                        .toList(),
                sorted(counted));
    }
}
