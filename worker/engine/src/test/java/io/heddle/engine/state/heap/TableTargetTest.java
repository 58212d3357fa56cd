package io.heddle.engine.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.api.types.Types;
import io.heddle.core.keygroup.KeyGroupRange;
import io.heddle.core.keygroup.KeyGroups;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTargetTest {
    private static final int GROUPS = 16;

    @SuppressWarnings("unchecked")
    private static KeyPlaces places() {
        TypeSerializer<?> keys =
                Serializers.of(TableTargetTest.class.getClassLoader()).of(Types.LONG);
        return new KeyPlaces((TypeSerializer<Object>) keys, Object::hashCode, GROUPS, new KeyGroupRange(0, GROUPS - 1));
    }

    private static int group(long key) {
        return KeyGroups.groupOf(Long.hashCode(key), GROUPS);
    }

    /** What comes later stands in for what came before, as in a log, whether or not that is in the table yet. */
    @ParameterizedTest
    @CsvSource({"1,LONG,false,50", "2,LONG,false,100000", "3,OBJECT,true,2000", "4,OBJECT,false,100000"})
    void whatIsTakenHoldsInTheOrderInWhichItCame(int seed, KeyForm form, boolean namespaced, int bound) {
        Random random = new Random(seed);
        KeyTable table = new KeyTable(form, null);
        TableTarget target = new TableTarget(table, places(), namespaced);
        Map<Long, Object> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            long key = random.nextInt(bound);
            switch (random.nextInt(step % 20_000 < 20_000 - 10 * TableTarget.BATCH ? 400 : 4)) {
                case 0 -> {
                    target.remove(key, "n");
                    model.remove(key);
                }
                case 1 -> {
                    int gone = random.nextInt(GROUPS);
                    if (step % 100 == 0) {
                        target.removeAll(new KeyGroupRange(gone, gone));
                        model.keySet().removeIf(each -> group(each) == gone);
                    }
                }
                default -> {
                    target.put(key, "n", step);
                    model.put(key, step);
                }
            }
        }
        target.end();
        Map<Long, Object> found = new HashMap<>();
        KeyTable.Frozen view = table.freeze();
        view.forEach((key, value) -> found.put((Long) KeyPlaces.key(key), value));
        view.release();
        assertEquals(model, found);
    }
}
