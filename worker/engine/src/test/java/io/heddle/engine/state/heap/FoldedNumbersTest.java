package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.FoldedNumbers;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.testing.StateSetups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number kept apart from its record must never be seen to be apart: the model is the aggregation on whole records. */
class FoldedNumbersTest {
    private static final int MAX_PARALLELISM = 128;
    private static final int KEYS = 3_000;

    private final HeapStateBackend backend = new HeapStateBackend();

    private KeyedStateBackend keyed(List<RestoredSegment> segments) throws Exception {
        StateSetup setup =
                StateSetups.of(0, 1, MAX_PARALLELISM, StateSetups.restored(7, segments), new SettableClock(0));
        return backend.keyed(setup, Types.STRING);
    }

    @SuppressWarnings("unchecked")
    private static FieldAggregation<Object> aggregation(FieldAggregation.Kind kind, TypeInformation<?> type) {
        return (FieldAggregation<Object>) (FieldAggregation<?>)
                new FieldAggregation<>(kind, FieldPath.of(1).resolve(type), true);
    }

    @SuppressWarnings("unchecked")
    private static ValueStateDescriptor<Object> descriptor(TypeInformation<?> type) {
        return (ValueStateDescriptor<Object>) (ValueStateDescriptor<?>) new ValueStateDescriptor<>("sums", type);
    }

    private static Tuple2<String, Object> record(Random random, boolean narrow) {
        int big = random.nextInt();
        return Tuple2.of("r" + random.nextInt(), narrow ? (Object) big : (Object) (big * 4_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource({"SUM,true", "SUM,false", "MIN,true", "MAX,false"})
    void resultsAndSnapshotsAreThoseOfWholeRecords(FieldAggregation.Kind kind, boolean narrow) throws Exception {
        TypeInformation<?> type = Types.TUPLE(Types.STRING, narrow ? Types.INT : Types.LONG);
        FieldAggregation<Object> aggregation = aggregation(kind, type);
        Random random = new Random(kind.name().length());
        KeyedStateBackend state = keyed(List.of());
        FoldedNumbers numbers = state.folded(descriptor(type), aggregation);
        Map<String, Object> model = new HashMap<>();
        Map<String, Object> modelThen = Map.of();
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(7, CheckpointKind.CHECKPOINT, 0);
        for (int i = 0; i < 30_000; i++) {
            String key = "key" + random.nextInt(KEYS);
            Tuple2<String, Object> record = record(random, narrow);
            Object expected = model.merge(key, record.copy(), aggregation::reduce);
            state.setCurrentKey(key);
            assertEquals(expected, numbers.add(record));
            if (i == 20_000) {
                state.snapshot(checkpoint);
                modelThen = new HashMap<>(model);
            }
        }
        List<RestoredSegment> written = checkpoint.written();

        KeyedStateBackend whole = keyed(written);
        ValueState<Object> values = whole.state(descriptor(type));
        KeyedStateBackend apart = keyed(written);
        FoldedNumbers numbersAgain = apart.folded(descriptor(type), aggregation);
        assertEquals(modelThen.size(), whole.keysOf(descriptor(type)).size());
        for (Map.Entry<String, Object> each : modelThen.entrySet()) {
            whole.setCurrentKey(each.getKey());
            assertEquals(each.getValue(), values.value());
            Tuple2<String, Object> more = record(random, narrow);
            apart.setCurrentKey(each.getKey());
            assertEquals(aggregation.reduce(each.getValue(), more), numbersAgain.add(more));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void tableOfNumbersBehavesAsAMapThroughGrowthAndRemoval(int seed) {
        TypeInformation<?> type = Types.TUPLE(Types.STRING, Types.LONG);
        FieldAggregation<Object> sums = aggregation(FieldAggregation.Kind.SUM, type);
        NumberForm form = HeapFoldedNumbers.form(sums, serializer(type));
        KeyTable table = KeyTable.ofNumbers(KeyForm.INTEGER, form);
        Map<Integer, Long> model = new HashMap<>();
        Random random = new Random(seed);
        for (int step = 0; step < 60_000; step++) {
            Integer key = random.nextInt(20_000);
            if (random.nextInt(4) == 0) {
                assertEquals(model.remove(key) != null, table.remove(key, key));
                continue;
            }
            Tuple2<String, Long> record = Tuple2.of("first", (long) step);
            Object folded = table.fold(key, key, record, sums::fold);
            if (folded == null) {
                table.put(key, key, record);
            }
            Long sum = model.merge(key, (long) step, Long::sum);
            assertEquals(Tuple2.of("first", sum), table.get(key, key));
        }
        Map<Object, Object> seen = new HashMap<>();
        table.freeze().forEach(seen::put);
        assertEquals(model.size(), seen.size());
        model.forEach((key, sum) -> assertEquals(Tuple2.of("first", sum), seen.get(key)));
    }

    @SuppressWarnings("unchecked")
    private static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>)
                Serializers.of(FoldedNumbersTest.class.getClassLoader()).of(type);
    }
}
