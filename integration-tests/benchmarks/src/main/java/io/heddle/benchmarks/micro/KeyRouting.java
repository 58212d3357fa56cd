package io.heddle.benchmarks.micro;

import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.keygroup.KeyHasher;
import io.heddle.core.keygroup.KeyHashers;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a key to its subtask: hash, key group, range. Strings know their hash from the time before, as keys in records do not. */
public class KeyRouting {
    private static final int KEYS = 1024;
    private static final int PARALLELISM = 4;

    /** The type of the key. */
    public enum Kind {
        LONG,
        STRING,
        TUPLE;

        Object key(int n, boolean flink) {
            return switch (this) {
                case LONG -> n * 1_000_003L;
                case STRING -> "user-" + n;
                case TUPLE ->
                    flink ? new org.apache.flink.api.java.tuple.Tuple2<>(n, "user-" + n) : Tuple2.of(n, "user-" + n);
            };
        }

        TypeInformation<?> type() {
            return switch (this) {
                case LONG -> Types.LONG;
                case STRING -> Types.STRING;
                case TUPLE -> Types.TUPLE(Types.INT, Types.STRING);
            };
        }
    }

    /** Our keys. */
    @State(Scope.Thread)
    public static class Heddle {
        @Param
        public Kind key = Kind.LONG;

        private KeyHasher<Object> hasher;
        private Object[] keys;

        @Setup
        @SuppressWarnings("unchecked")
        public void make() {
            hasher = (KeyHasher<Object>) KeyHashers.of(key.type(), Setups.SERIALIZERS);
            keys = IntStream.range(0, KEYS).mapToObj(n -> key.key(n, false)).toArray();
            int[] perSubtask = new int[PARALLELISM];
            for (Object each : keys) {
                perSubtask[subtask(each)]++;
            }
            for (int count : perSubtask) {
                Check.equal(true, count > KEYS / PARALLELISM / 2, "an even spread, with " + count + " keys in one,");
            }
        }

        private int subtask(Object each) {
            int group = KeyGroups.groupOf(hasher.hash(each), Setups.KEY_GROUPS);
            return KeyGroups.subtaskOf(group, Setups.KEY_GROUPS, PARALLELISM);
        }
    }

    /** Flink's keys. */
    @State(Scope.Thread)
    public static class Flink {
        @Param
        public Kind key = Kind.LONG;

        private Object[] keys;

        @Setup
        public void make() {
            keys = IntStream.range(0, KEYS).mapToObj(n -> key.key(n, true)).toArray();
        }
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public void heddleSubtask(Heddle keys, Blackhole chosen) {
        for (Object key : keys.keys) {
            chosen.consume(keys.subtask(key));
        }
    }

    @Benchmark
    @OperationsPerInvocation(KEYS)
    public void flinkSubtask(Flink keys, Blackhole chosen) {
        for (Object key : keys.keys) {
            chosen.consume(KeyGroupRangeAssignment.assignKeyToParallelOperator(key, Setups.KEY_GROUPS, PARALLELISM));
        }
    }
}
