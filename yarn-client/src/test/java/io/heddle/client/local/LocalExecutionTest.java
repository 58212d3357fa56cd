package io.heddle.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.EmbeddedRocksDBStateBackend;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as a user writes them, run in this process by the real coordinator and the real engine. */
@Timeout(600)
class LocalExecutionTest {

    /** A named class, so that its types are known without a hint. */
    static final class Words implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            for (String word : line.toLowerCase(java.util.Locale.ROOT).split("\\W+", -1)) {
                out.collect(Tuple2.of(word, 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void countsWords(int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        DataStream<Tuple2<String, Integer>> counts = env.fromData("to be or not to be", "that is the question", "To be")
                .flatMap(new Words())
                .keyBy(word -> word.f0)
                .sum(1);
        Map<String, Integer> last = new HashMap<>();
        try (CloseableIterator<Tuple2<String, Integer>> results = counts.executeAndCollect("words")) {
            while (results.hasNext()) {
                Tuple2<String, Integer> count = results.next();
                last.merge(count.f0, count.f1, Math::max);
            }
        }
        assertEquals(Map.of("to", 3, "be", 3, "or", 1, "not", 1, "that", 1, "is", 1, "the", 1, "question", 1), last);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBatchJobPutsOutEachKeyOnce(int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(parallelism);
        Map<String, Integer> last = new HashMap<>();
        try (CloseableIterator<Tuple2<String, Integer>> results = env.fromData("to be or not to be", "To be")
                .flatMap(new Words())
                .keyBy(word -> word.f0)
                .sum(1)
                .executeAndCollect("words")) {
            while (results.hasNext()) {
                Tuple2<String, Integer> count = results.next();
                assertNull(last.put(count.f0, count.f1));
            }
        }
        assertEquals(Map.of("to", 3, "be", 3, "or", 1, "not", 1), last);
    }

    @Test
    void keepsStateInRocksDbAndTakesCheckpointsOfIt(@TempDir Path checkpoints) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        env.enableCheckpointing(20);
        env.configure(Configuration.fromMap(Map.of("execution.checkpointing.dir", checkpoints.toString())));
        long keys = 500;
        Map<Long, Long> last = new HashMap<>();
        try (CloseableIterator<Tuple2<Long, Long>> results = env.fromSequence(1, 100_000)
                .map(n -> Tuple2.of(n % keys, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(pair -> pair.f0)
                .sum(1)
                .executeAndCollect("counts")) {
            while (results.hasNext()) {
                Tuple2<Long, Long> count = results.next();
                last.merge(count.f0, count.f1, Math::max);
            }
        }
        assertEquals(keys, last.size());
        assertTrue(last.values().stream().allMatch(count -> count == 200), last.toString());
    }

    @Test
    void aSequenceIsReadOnceByAllReadersTogether() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(4);
        long sum = 0;
        int count = 0;
        try (CloseableIterator<Long> results =
                env.fromSequence(1, 10_000).map(n -> n * 2).returns(Types.LONG).executeAndCollect("sequence")) {
            while (results.hasNext()) {
                sum += results.next();
                count++;
            }
        }
        assertEquals(10_000, count);
        assertEquals(100_010_000L, sum);
    }

    @Test
    void aFailureOfTheUsersReachesTheCaller() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.fromSequence(1, 100)
                .map(n -> {
                    if (n == 42) {
                        throw new IllegalArgumentException("no forty-two");
                    }
                    return n;
                })
                .returns(Types.LONG)
                .print();
        Exception failure = assertThrows(Exception.class, () -> env.execute("failing"));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        assertTrue(all.toString().contains("no forty-two"), all.toString());
    }
}
