package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.Types;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.types.Serializers;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function on a keyed stream sees in batch mode; with so little memory that what is sorted goes through the disk. */
class OneKeyAtATimeTest {
    private static final long COUNT = 20_000;
    private static final long KEYS = 500;
    private static final KeySelector<Long, Long> KEY = each -> each % KEYS;
    private static final WatermarkStrategy<Long> SHUFFLED =
            WatermarkStrategy.<Long>forMonotonousTimestamps().withTimestampAssigner((each, before) -> timeOf(each));

    /** Not in the order in which records are read. */
    private static long timeOf(long each) {
        return each * 7_919 % COUNT;
    }

    private static int source(Plans plans, String name, int parallelism) {
        RangeSource source = new RangeSource(COUNT, 700);
        int enumerator = plans.vertex(name + "-splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(name, parallelism, new OperatorSpec.SplitSource<>(source, SHUFFLED));
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        return reader;
    }

    private static void edgeByKey(Plans plans, int from, int to, int ordinal) {
        plans.edge(from, to, ordinal, Shipping.HASH, new Partitioning.Hash(new KeySpec<>(KEY, Types.LONG)), Types.LONG);
    }

    private static List<Long> run(Plans plans, int operator) throws Exception {
        int sink = plans.vertex("collect", 1, new OperatorSpec.CollectSink<>("result", Types.LONG));
        plans.edge(operator, sink, Shipping.REBALANCE, new Partitioning.Rebalance(), Types.LONG);
        plans.property("execution.runtime-mode", "BATCH");
        Rig rig = new Rig(plans.plan(), 1);
        rig.step();
        rig.deploy(Map.of());
        boolean ended = rig.runToEnd();
        assertNull(rig.failure());
        assertTrue(ended);
        assertNoRunsIn(rig.scratchDirectory());
        return rig
                .collected(
                        "result",
                        Serializers.of(OneKeyAtATimeTest.class.getClassLoader()).of(Types.LONG))
                .stream()
                .sorted()
                .toList();
    }

    private static void assertNoRunsIn(Path scratch) throws Exception {
        if (Files.exists(scratch)) {
            try (Stream<Path> left = Files.list(scratch)) {
                assertFalse(left.anyMatch(each -> each.getFileName().toString().startsWith("sort-")));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void aFunctionGetsOneKeyAfterTheOtherByTimeAndItsTimersAtTheEndOfEach(int parallelism) throws Exception {
        Plans plans = new Plans();
        int reader = source(plans, "source", 3);
        int process = plans.vertex(
                "count",
                parallelism,
                new OperatorSpec.KeyedProcess<>(new CountedByKey(), new KeySpec<>(KEY, Types.LONG)));
        edgeByKey(plans, reader, process, 0);
        long each = COUNT / KEYS;
        assertEquals(
                LongStream.range(0, KEYS)
                        .map(key -> key * 1_000_000 + each * 1_000 + each)
                        .boxed()
                        .toList(),
                run(plans, process));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void twoInputsAreSortedTogether(int parallelism) throws Exception {
        Plans plans = new Plans();
        int first = source(plans, "first", 2);
        int second = source(plans, "second", 1);
        KeySpec<Long, Long> key = new KeySpec<>(KEY, Types.LONG);
        int process =
                plans.vertex("count", parallelism, new OperatorSpec.KeyedCoProcess<>(new CountedOfTwo(), key, key));
        edgeByKey(plans, first, process, 0);
        edgeByKey(plans, second, process, 1);
        long each = COUNT / KEYS;
        assertEquals(
                LongStream.range(0, KEYS)
                        .map(number -> number * 1_000_000 + each * 1_000 + each)
                        .boxed()
                        .toList(),
                run(plans, process));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void allOfABroadcastStreamComesBeforeTheFirstKey(int parallelism) throws Exception {
        Plans plans = new Plans();
        int records = source(plans, "records", 2);
        int rules = source(plans, "rules", 2);
        int process = plans.vertex(
                "rule",
                parallelism,
                new OperatorSpec.KeyedBroadcastProcess<>(
                        new AfterAllRules(), new KeySpec<>(KEY, Types.LONG), List.of(AfterAllRules.RULES)));
        edgeByKey(plans, records, process, 0);
        plans.edge(rules, process, 1, Shipping.BROADCAST, new Partitioning.Broadcast(), Types.LONG);
        assertEquals(
                LongStream.range(0, COUNT)
                        .map(each -> each * AfterAllRules.MOST_RULES + COUNT)
                        .boxed()
                        .toList(),
                run(plans, process));
    }
}
