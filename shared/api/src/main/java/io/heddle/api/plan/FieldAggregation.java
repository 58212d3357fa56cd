package io.heddle.api.plan;

import io.heddle.api.functions.ReduceFunction;

/**
 * A built-in aggregation of one field, as data the engine recognises. Fields that are not aggregated keep the values of the
 * first record ({@code sum}, {@code min}, {@code max}) or come from the record with the extreme ({@code minBy}, {@code maxBy}).
 */
public final class FieldAggregation<T> implements ReduceFunction<T> {
    /** What is computed. */
    public enum Kind {
        /** The sum. */
        SUM,
        /** The smallest value. */
        MIN,
        /** The largest value. */
        MAX,
        /** The record with the smallest value. */
        MIN_BY,
        /** The record with the largest value. */
        MAX_BY
    }

    private final Kind kind;
    private final ResolvedField<T> field;
    private final boolean first;

    /**
     * An aggregation.
     *
     * @param first of records with equal extremes, whether the first or the last one counts
     * @throws IllegalArgumentException if the field cannot be added or compared
     */
    public FieldAggregation(Kind kind, ResolvedField<T> field, boolean first) {
        this.kind = kind;
        this.field = field;
        this.first = first;
        Class<?> type = field.type().getTypeClass();
        if (kind == Kind.SUM && !Sums.canAdd(type)) {
            throw new IllegalArgumentException(
                    "sum needs a number, but the field '" + field.path() + "' is of type " + field.type() + ".");
        }
        if (kind != Kind.SUM && !Comparable.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("min and max need a type that can be compared, but the field '"
                    + field.path() + "' is of type " + field.type() + ".");
        }
    }

    /** What is computed. */
    public Kind kind() {
        return kind;
    }

    /** Of which field. */
    public ResolvedField<T> field() {
        return field;
    }

    /** Of records with equal extremes, whether the first or the last one counts. */
    public boolean first() {
        return first;
    }

    @Override
    public T reduce(T value1, T value2) {
        Object one = required(value1);
        Object two = required(value2);
        return switch (kind) {
            case SUM -> field.with(value1, Sums.add(one, two));
            case MIN -> compare(two, one) < 0 ? field.with(value1, two) : value1;
            case MAX -> compare(two, one) > 0 ? field.with(value1, two) : value1;
            case MIN_BY -> extreme(value1, value2, compare(two, one));
            case MAX_BY -> extreme(value1, value2, compare(one, two));
        };
    }

    /**
     * As {@link #reduce}, but may change {@code kept} instead of making another record.
     *
     * @param kept which nobody else holds
     */
    public T reduceInto(T kept, T added) {
        if (kind == Kind.MIN_BY || kind == Kind.MAX_BY || !field.canSet()) {
            return reduce(kept, added);
        }
        Object one = required(kept);
        Object two = required(added);
        switch (kind) {
            case SUM -> field.set(kept, Sums.add(one, two));
            case MIN -> {
                if (compare(two, one) < 0) {
                    field.set(kept, two);
                }
            }
            case MAX -> {
                if (compare(two, one) > 0) {
                    field.set(kept, two);
                }
            }
            default -> throw new IllegalStateException(kind + " takes a whole record.");
        }
        return kept;
    }

    /**
     * Whether what is computed is a whole number in a field that can be set, so that it can be kept as a {@code long} beside
     * the first record of its key, whose other fields count.
     */
    public boolean isOfNumbers() {
        Class<?> type = field.type().getTypeClass();
        boolean whole = type == Integer.class || type == Long.class;
        return whole && kind != Kind.MIN_BY && kind != Kind.MAX_BY && field.canSet();
    }

    /** The number in the record's field; only if it {@link #isOfNumbers}. */
    public long number(T record) {
        Object found = required(record);
        return found instanceof Integer narrow ? narrow : (Long) found;
    }

    /** What {@link #reduce} makes of two such numbers. */
    public long fold(long kept, long added) {
        return switch (kind) {
            case SUM -> field.type().getTypeClass() == Integer.class ? (int) (kept + added) : kept + added;
            case MIN -> Math.min(kept, added);
            case MAX -> Math.max(kept, added);
            case MIN_BY, MAX_BY -> throw new IllegalStateException(kind + " takes a whole record.");
        };
    }

    /** Puts such a number into a record that nobody else holds. */
    public void setNumber(T record, long number) {
        field.set(record, field.type().getTypeClass() == Integer.class ? (Object) (int) number : (Object) number);
    }

    private Object required(T value) {
        Object found = field.get(value);
        if (found == null) {
            throw new NullPointerException("The field '" + field.path() + "' is null, and " + kind
                    + " has no meaning for null. Filter such records before the aggregation.");
        }
        return found;
    }

    private T extreme(T value1, T value2, int order) {
        return order < 0 || (order == 0 && !first) ? value2 : value1;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    @Override
    public String toString() {
        return kind + "(" + field.path() + ")";
    }
}
