package io.heddle.api.functions;

/** The largest long integer added. */
public class LongMaximum implements SimpleAccumulator<Long> {
    private long max = Long.MIN_VALUE;

    /** Starts below every long integer. */
    public LongMaximum() {}

    /** Starts at a value. */
    public LongMaximum(long value) {
        this.max = value;
    }

    @Override
    public void add(Long value) {
        max = Math.max(max, value);
    }

    @Override
    public Long getLocalValue() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Long.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    public LongMaximum clone() {
        return new LongMaximum(max);
    }

    /** The value so far, without boxing. */
    public long getLocalValuePrimitive() {
        return getLocalValue();
    }
}
