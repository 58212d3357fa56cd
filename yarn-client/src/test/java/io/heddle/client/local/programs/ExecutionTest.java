package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.collect;
import static io.heddle.client.local.programs.Programs.environment;
import static io.heddle.client.local.programs.Programs.sorted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.environment.JobExecutionResult;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.IntCounter;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichFilterFunction;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modes, accumulators, cached files, parameters, failures and restarts. */
@Timeout(600)
class ExecutionTest {
    /** Counts what passes. */
    static final class Counted extends RichFilterFunction<Long> {
        private final IntCounter seen = new IntCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("seen", seen);
            getRuntimeContext().getLongCounter("opened").add(1L);
        }

        @Override
        public boolean filter(Long value) {
            seen.add(1);
            return true;
        }
    }

    @Test
    void accumulatorsOfAllInstancesAreMerged() throws Exception {
        StreamExecutionEnvironment env = environment(3);
        env.fromSequence(1, 100).filter(new Counted()).sinkTo(new DiscardingSink<>());
        JobExecutionResult result = env.execute("count");
        assertEquals(100, result.<Integer>getAccumulatorResult("seen"));
        assertEquals(3L, result.<Long>getAccumulatorResult("opened"));
    }

    /** Adds what stands in a cached file. */
    static final class FromCache extends RichMapFunction<Long, String> {
        private transient @Nullable String text;

        @Override
        public void open(OpenContext context) throws IOException {
            text = Files.readString(
                    getRuntimeContext().getDistributedCache().getFile("words").toPath());
        }

        @Override
        public String map(Long value) {
            return value
                    + String.valueOf(text)
                    + getRuntimeContext()
                            .getExecutionConfig()
                            .getGlobalJobParameters()
                            .toMap()
                            .get("p");
        }
    }

    @Test
    void cachedFilesAndParametersReachTheFunctions(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("words.txt"), "w");
        StreamExecutionEnvironment env = environment(1);
        env.registerCachedFile(file.toUri().toString(), "words");
        env.getConfig()
                .setGlobalJobParameters(io.heddle.api.environment.ParameterTool.fromArgs(new String[] {"--p", "q"}));
        assertEquals(List.of("1wq"), collect(env.fromSequence(1, 1).map(new FromCache())));
    }

    @ParameterizedTest
    @EnumSource(RuntimeExecutionMode.class)
    void modesGiveTheSameFinalResult(RuntimeExecutionMode mode) throws Exception {
        StreamExecutionEnvironment env = environment(2).setRuntimeMode(mode);
        List<String> sums = sorted(env.fromData(Tuple2.of("a", 1), Tuple2.of("b", 5), Tuple2.of("a", 2))
                .keyBy(0)
                .sum(1));
        boolean streaming = mode == RuntimeExecutionMode.STREAMING;
        assertEquals(streaming ? List.of("(a,1)", "(a,3)", "(b,5)") : List.of("(a,3)", "(b,5)"), sums);
    }

    @Test
    void batchModeRefusesAStreamWithoutEnd() {
        StreamExecutionEnvironment env = environment(1).setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.socketTextStream("localhost", 1).print();
        Exception refused = assertThrows(Exception.class, () -> env.execute("endless"));
        assertTrue(String.valueOf(refused.getMessage()).contains("BATCH"), refused.toString());
    }

    /** Fails a number of times. */
    static final class Failing extends RichMapFunction<Long, Long> {
        static final AtomicInteger LEFT = new AtomicInteger();

        @Override
        public Long map(Long value) {
            if (value == 50 && LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("fifty is too much");
            }
            return value;
        }
    }

    @Test
    void aFailureNamesItsCause() {
        Failing.LEFT.set(100);
        StreamExecutionEnvironment env = environment(2);
        env.setRestartStrategy(RestartStrategies.noRestart());
        env.fromSequence(1, 100).map(new Failing()).sinkTo(new DiscardingSink<>());
        Exception failure = assertThrows(Exception.class, () -> env.execute("failing"));
        assertTrue(failure.toString().contains("fifty is too much"), failure.toString());
    }

    @Test
    void restartsUntilItPasses() throws Exception {
        Failing.LEFT.set(2);
        StreamExecutionEnvironment env = environment(2);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10L));
        env.fromSequence(1, 100).map(new Failing()).filter(new Counted()).sinkTo(new DiscardingSink<>());
        assertEquals(100, env.execute("restarting").<Integer>getAccumulatorResult("seen"));
    }

    @Test
    void severalStreamsAndSlotGroupsInOneJob() throws Exception {
        StreamExecutionEnvironment env = environment(2);
        List<String> out = sorted(env.fromSequence(1, 10)
                .slotSharingGroup("reading")
                .map(n -> n + 1)
                .returns(Types.LONG)
                .disableChaining()
                .filter(n -> n % 2 == 0)
                .startNewChain()
                .slotSharingGroup("writing"));
        assertEquals(sorted(List.of(2, 4, 6, 8, 10)), out);
    }
}
