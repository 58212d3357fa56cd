package io.heddle.engine.sort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.plan.InputOrder;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operators;
import io.heddle.engine.testing.OperatorHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reduce that folds as long as its keys fit, and sorts from then on. */
class SortedInputsTest {
    private static final TypeInformation<Tuple2<Long, String>> TYPE = Types.TUPLE(Types.LONG, Types.STRING);
    private static final KeySelector<Tuple2<Long, String>, Long> KEY = each -> each.f0;
    /** Order counts, and the result has another key than its parts. */
    private static final ReduceFunction<Tuple2<Long, String>> JOINED =
            (a, b) -> Tuple2.of(-1L - Math.abs(a.f0), a.f1 + b.f1);

    private static final int KEYS = 3_000;

    @TempDir
    Path directory;

    private final OperatorSpec spec = new OperatorSpec.KeyedReduce<>(JOINED, new KeySpec<>(KEY, Types.LONG), TYPE);

    @SuppressWarnings("unchecked")
    private SortedInputs inputs(OperatorHarness harness, long bytes) {
        TypeSerializer<?> records =
                Serializers.of(SortedInputsTest.class.getClassLoader()).of(TYPE);
        return new SortedInputs(
                harness.operator(),
                InputOrder.of(spec),
                List.of((TypeSerializer<Object>) records),
                new SortSpace(new SortMemory(bytes, 1), directory),
                "sort");
    }

    private OperatorHarness harness() throws Exception {
        return new OperatorHarness(spec, Operators::make, List.of(), Map.of("execution.runtime-mode", "BATCH")).open();
    }

    /** What each key came to, by the text's first part, which names the key. */
    private static List<String> run(OperatorHarness harness, SortedInputs inputs) throws Exception {
        while (inputs.feed(100)) {
            assertTrue(harness.out.size() <= KEYS);
        }
        inputs.end();
        inputs.close();
        List<String> out = new ArrayList<>(harness.taken());
        assertEquals("W " + Long.MAX_VALUE, out.remove(out.size() - 1));
        out.sort(null);
        return out;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1 << 20, 64 << 20})
    void keysThatDoNotFitAreSortedWithWhatWasFoldedInFront(long bytes) throws Exception {
        OperatorHarness harness = harness();
        SortedInputs inputs = inputs(harness, bytes);
        Map<Long, String> expected = new TreeMap<>();
        for (int round = 0; round < 4; round++) {
            // The first keys come again and again, the others later.
            for (long key = 0; key < KEYS; key += 1 + 3 - round) {
                String text = round == 0 ? key + ":" + round : "" + round;
                expected.merge(key, text, String::concat);
                inputs.input(0).record(Tuple2.of(key, text), Input.NO_TIMESTAMP);
            }
        }
        List<String> results = run(harness, inputs);
        assertEquals(
                expected.values().stream().sorted().toList(),
                results.stream()
                        .map(each -> each.substring(each.indexOf(',') + 1, each.indexOf(')')))
                        .sorted()
                        .toList());
    }

    @Test
    void recordsOfATimeAreReducedInItsOrderBehindThoseOfNone() throws Exception {
        OperatorHarness harness = harness();
        SortedInputs inputs = inputs(harness, 64 << 20);
        Input to = inputs.input(0);
        to.record(Tuple2.of(7L, "a"), Input.NO_TIMESTAMP);
        to.record(Tuple2.of(7L, "b"), Input.NO_TIMESTAMP);
        to.record(Tuple2.of(7L, "d"), 20);
        to.record(Tuple2.of(8L, "z"), 5);
        to.record(Tuple2.of(7L, "c"), 10);
        assertEquals(List.of("(-10,abcd)@20", "(8,z)@5"), run(harness, inputs));
    }
}
