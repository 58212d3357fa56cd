package io.heddle.engine.state.heap;

import io.heddle.api.plan.FieldAggregation;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.state.FoldedNumbers;
import java.util.Objects;
import java.util.function.LongBinaryOperator;

/** The aggregation of a field: what it computes lies in an array of the table, and boxes are made for what goes out only. */
final class HeapFoldedNumbers implements FoldedNumbers {
    private final KeyTable table;
    private final CurrentKey current;
    private final LongBinaryOperator folding;

    HeapFoldedNumbers(KeyTable table, CurrentKey current, FieldAggregation<Object> aggregation) {
        this.table = table;
        this.current = current;
        this.folding = aggregation::fold;
    }

    /** The form of that aggregation's values. */
    static NumberForm form(FieldAggregation<Object> aggregation, TypeSerializer<Object> values) {
        return new NumberForm() {
            @Override
            public long number(Object value) {
                return aggregation.number(value);
            }

            @Override
            public Object rest(Object value) {
                return value;
            }

            @Override
            public Object with(Object rest, long number) {
                Object copy = values.copy(rest);
                aggregation.setNumber(copy, number);
                return copy;
            }
        };
    }

    @Override
    public Object add(Object record) {
        Object key = current.tableKey();
        Object folded = table.fold(key, current.hash(), record, folding);
        if (folded != null) {
            return folded;
        }
        table.put(current.ownedTableKey(), current.hash(), record);
        return Objects.requireNonNull(table.get(key, current.hash()));
    }
}
