package io.heddle.api.functions;

/** The smallest long integer added. */
public class LongMinimum implements SimpleAccumulator<Long> {
    private long min = Long.MAX_VALUE;

    /** Starts above every long integer. */
    public LongMinimum() {}

    /** Starts at a value. */
    public LongMinimum(long value) {
        this.min = value;
    }

    @Override
    public void add(Long value) {
        min = Math.min(min, value);
    }

    @Override
    public Long getLocalValue() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Long.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    public LongMinimum clone() {
        return new LongMinimum(min);
    }

    /** The value so far, without boxing. */
    public long getLocalValuePrimitive() {
        return getLocalValue();
    }
}
