package io.heddle.engine.sort;

import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.KeySpec;
import io.heddle.core.plan.InputOrder;
import io.heddle.core.types.Serializers;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.operator.FoldsFirst;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of an operator that takes one key after the other: they are sorted together when all have ended. An input that has no
 * key passes at once, so before all that have one. Event time begins anew with each key, and no watermark passes but the last.
 * Task thread only.
 */
public final class SortedInputs implements AutoCloseable {
    /** What was folded comes before the records that were not, which then are those of the second input. */
    private static final int PARTS = 0;

    private static final int AFTER_PARTS = 1;

    private final Operator operator;
    private final RecordSort sort;
    private final List<Input> inputs = new ArrayList<>();
    /** By the number that records have in the sort; null for those that are not sorted. */
    private final List<@Nullable Side> sides = new ArrayList<>();

    private @Nullable FoldedKeys folded;
    private boolean inKey;

    /**
     * Sorts nothing yet.
     *
     * @param orders of the operator's inputs
     * @param records the form of the records of each input
     * @param name of the task and its attempt, for a directory
     */
    public SortedInputs(
            Operator operator,
            List<InputOrder> orders,
            List<TypeSerializer<Object>> records,
            SortSpace space,
            String name) {
        this.operator = operator;
        this.sort = new RecordSort(space, name);
        Serializers serializers = operator.context().serializers();
        for (int i = 0; i < orders.size(); i++) {
            boolean sorted = orders.get(i).sorted();
            Side side = sorted ? new Side(i, orders.get(i).key(), records.get(i), serializers) : null;
            sides.add(side);
            inputs.add(side != null ? side : new Unsorted(operator.input(i)));
        }
        if (operator instanceof FoldsFirst folds) {
            Side only = new Side(AFTER_PARTS, orders.get(0).key(), records.get(0), serializers);
            sides.clear();
            sides.add(null);
            sides.add(only);
            inputs.set(0, only);
            folded = new FoldedKeys(folds, records.get(0), space.memory().share());
        }
    }

    /** Where records of that input go. */
    public Input input(int ordinal) {
        return inputs.get(ordinal);
    }

    /**
     * Feeds the operator, after all its inputs have ended.
     *
     * @param most how many records at once
     * @return whether there may be more
     * @throws Exception what the operator throws; it fails the task
     */
    public boolean feed(int most) throws Exception {
        if (folded != null) {
            return false;
        }
        for (int i = 0; i < most; i++) {
            boolean found = sort.next();
            if (inKey && (!found || sort.isOfNewKey())) {
                operator.endKey();
            }
            inKey = found;
            if (!found) {
                return false;
            }
            feedOne();
        }
        return true;
    }

    private void feedOne() throws Exception {
        Side side = sides.get(sort.input());
        if (side != null) {
            side.to.record(sort.value(side.records), sort.timestampMs());
        } else {
            Side form = Objects.requireNonNull(sides.get(AFTER_PARTS));
            Object key = sort.key(Objects.requireNonNull(form.keys, "what is folded has keys"));
            ((FoldsFirst) operator).refold(key, sort.value(form.records));
        }
    }

    /**
     * Nothing follows: event time runs to its end.
     *
     * @throws Exception what the operator throws; it fails the task
     */
    public void end() throws Exception {
        for (int i = 0; i < inputs.size(); i++) {
            operator.input(i).watermark(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() throws IOException {
        if (folded != null) {
            folded.close();
        }
        sort.close();
    }

    /** One input's way into the sort. */
    private final class Side implements Input, FoldsFirst.Parts {
        private final int number;
        private final @Nullable KeySelector<Object, Object> selector;
        private final @Nullable TypeSerializer<Object> keys;
        private final TypeSerializer<Object> records;
        private final Input to;

        @SuppressWarnings("unchecked")
        Side(int number, @Nullable KeySpec<?, ?> key, TypeSerializer<Object> records, Serializers serializers) {
            this.number = number;
            this.selector = key == null ? null : (KeySelector<Object, Object>) key.selector();
            this.keys = key == null ? null : (TypeSerializer<Object>) serializers.of(key.type());
            this.records = records;
            this.to = operator.input(operator instanceof FoldsFirst ? 0 : number);
        }

        @Override
        public void record(Object value, long timestampMs) throws Exception {
            FoldedKeys folding = folded;
            if (folding != null) {
                if (folding.fold(value, timestampMs)) {
                    return;
                }
                folded = null;
                folding.unfold(this);
            }
            Object key = selector == null ? null : selector.getKey(value);
            sort.add(keys, key, records, value, timestampMs, number);
        }

        @Override
        public void ahead(Object[] values, int from, int end) throws Exception {
            if (folded != null) {
                to.ahead(values, from, end);
            }
        }

        @Override
        public void take(Object key, Object part) throws Exception {
            sort.add(keys, key, records, part, NO_TIMESTAMP, PARTS);
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }

    /** Takes what is not sorted. */
    private record Unsorted(Input to) implements Input {
        @Override
        public void record(Object value, long timestampMs) throws Exception {
            to.record(value, timestampMs);
        }

        @Override
        public void watermark(long timestampMs) {}

        @Override
        public void idle(boolean idle) {}
    }
}
