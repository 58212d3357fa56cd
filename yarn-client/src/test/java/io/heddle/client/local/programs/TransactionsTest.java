package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.Committer;
import io.heddle.api.connector.CommittingSinkWriter;
import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.TwoPhaseCommittingSink;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.RestartStrategies;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.TwoPhaseCommitSinkFunction;
import io.heddle.api.types.Types;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sinks with transactions of both forms: every record is committed exactly once. */
@Timeout(600)
class TransactionsTest {
    private static final long RECORDS = 2000;

    /** A store with transactions, which lives longer than the job's attempts. */
    private static final class Store {
        static final Map<String, Queue<Long>> OPEN = new ConcurrentHashMap<>();
        static final Queue<Long> COMMITTED = new ConcurrentLinkedQueue<>();

        static String begin() {
            String id = UUID.randomUUID().toString();
            OPEN.put(id, new ConcurrentLinkedQueue<>());
            return id;
        }

        static void write(String transaction, Long value) {
            OPEN.getOrDefault(transaction, new ConcurrentLinkedQueue<>()).add(value);
        }

        static void commit(String transaction) {
            Queue<Long> records = OPEN.remove(transaction);
            if (records != null) {
                COMMITTED.addAll(records);
            }
        }
    }

    @BeforeEach
    void empty() {
        Store.OPEN.clear();
        Store.COMMITTED.clear();
        Tripping.LEFT.set(0);
    }

    /** The older form. */
    static final class Transactional extends TwoPhaseCommitSinkFunction<Long, String, String> {
        Transactional() {
            super(Types.STRING, Types.STRING);
        }

        @Override
        protected void invoke(String transaction, Long value, SinkFunction.Context context) {
            Store.write(transaction, value);
        }

        @Override
        protected String beginTransaction() {
            return Store.begin();
        }

        @Override
        protected void preCommit(String transaction) {}

        @Override
        protected void commit(String transaction) {
            Store.commit(transaction);
        }

        @Override
        protected void abort(String transaction) {
            Store.OPEN.remove(transaction);
        }
    }

    /** The newer form; every third commit must be tried again. */
    static final class Committing implements TwoPhaseCommittingSink<Long, String> {
        @Override
        public CommittingSinkWriter<Long, String> createWriter(WriterInitContext context) {
            return new CommittingSinkWriter<>() {
                private String transaction = Store.begin();

                @Override
                public void write(Long element, SinkWriter.Context unused) {
                    Store.write(transaction, element);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public Collection<String> prepareCommit() {
                    String ready = transaction;
                    transaction = Store.begin();
                    return List.of(ready);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Committer<String> createCommitter() {
            return new Committer<>() {
                private int calls;

                @Override
                public void commit(Collection<CommitRequest<String>> requests) {
                    for (CommitRequest<String> request : requests) {
                        if (++calls % 3 == 0) {
                            request.retryLater();
                        } else {
                            Store.commit(request.getCommittable());
                        }
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    /** Fails a number of times, each time after some records. */
    static final class Tripping extends RichMapFunction<Long, Long> {
        static final AtomicInteger LEFT = new AtomicInteger();
        private int seen;

        @Override
        public Long map(Long value) {
            if (++seen > 300 && LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("tripped");
            }
            return value;
        }
    }

    private static DataStream<Long> numbers(StreamExecutionEnvironment env, Path directory) {
        env.enableCheckpointing(40);
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 10L));
        env.getCheckpointConfig().setCheckpointStorage(directory.toUri().toString());
        DataGeneratorSource<Long> source =
                new DataGeneratorSource<>(n -> n, RECORDS, RateLimiterStrategy.perSecond(RECORDS), Types.LONG);
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .map(new Tripping());
    }

    private static void assertAllOnce() {
        List<Long> committed = new ArrayList<>(Store.COMMITTED);
        committed.sort(null);
        assertEquals(LongStream.range(0, RECORDS).boxed().toList(), committed);
    }

    @Test
    void functionsWithTransactions(@TempDir Path directory) throws Exception {
        Tripping.LEFT.set(3);
        StreamExecutionEnvironment env = environment(2);
        numbers(env, directory).addSink(new Transactional());
        env.execute("transactions");
        assertAllOnce();
    }

    @Test
    void sinksWithCommitters(@TempDir Path directory) throws Exception {
        Tripping.LEFT.set(3);
        StreamExecutionEnvironment env = environment(2);
        numbers(env, directory).sinkTo(new Committing());
        env.execute("committers");
        assertAllOnce();
    }

    @Test
    void batchJobsCommitTheirOnlyTransaction() throws Exception {
        StreamExecutionEnvironment env = environment(2).setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.enableCheckpointing(1000);
        env.fromSequence(0, RECORDS - 1).addSink(new Transactional());
        env.execute("batch transactions");
        assertAllOnce();
    }

    @Test
    void streamingJobsAreRefusedWithoutCheckpoints() {
        StreamExecutionEnvironment env = environment(1);
        env.fromSequence(0, 1).addSink(new Transactional());
        Exception refused = assertThrows(Exception.class, () -> env.execute("none"));
        assertTrue(refused.toString().contains("enableCheckpointing"), refused.toString());
    }
}
