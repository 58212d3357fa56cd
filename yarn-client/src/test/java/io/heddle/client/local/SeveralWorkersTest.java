package io.heddle.client.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.environment.Configuration;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.Types;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A local run with several workers: what crosses from one to another is written, encrypted, sent and read. */
@Timeout(600)
class SeveralWorkersTest {
    private static final int WORKERS = 3;
    private static final long RECORDS = 30_000;
    private static final int KEYS = 100;

    /** Knows whether it was ever written and read, since that forgets the transient field. */
    public static final class Traveller {
        public int key;
        public transient boolean stayed;

        static Traveller of(long n) {
            Traveller traveller = new Traveller();
            traveller.key = (int) (n % KEYS);
            traveller.stayed = true;
            return traveller;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RuntimeExecutionMode.class,
            names = {"STREAMING", "BATCH"})
    void recordsCrossBetweenWorkersAndAreCountedOnce(RuntimeExecutionMode mode) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(
                WORKERS,
                Configuration.fromMap(Map.of("minicluster.number-of-taskmanagers", Integer.toString(WORKERS))));
        env.setRuntimeMode(mode);
        Map<Integer, Long> counts = new HashMap<>();
        long[] crossed = new long[1];
        try (CloseableIterator<Tuple2<Integer, Long>> results = env.fromSequence(1, RECORDS)
                .map(Traveller::of)
                .returns(Traveller.class)
                .keyBy(traveller -> traveller.key)
                .map(traveller -> Tuple2.of(traveller.key, traveller.stayed ? 0L : 1L))
                .returns(Types.TUPLE(Types.INT, Types.LONG))
                .executeAndCollect("travellers")) {
            results.forEachRemaining(each -> {
                counts.merge(each.f0, 1L, Long::sum);
                crossed[0] += each.f1;
            });
        }
        assertEquals(KEYS, counts.size());
        counts.forEach((key, count) -> assertEquals(RECORDS / KEYS, count, "key " + key));
        assertTrue(crossed[0] > RECORDS / WORKERS, crossed[0] + " of " + RECORDS + " have left their worker");
    }
}
