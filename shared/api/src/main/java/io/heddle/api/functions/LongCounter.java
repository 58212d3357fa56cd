package io.heddle.api.functions;

/** Adds long integers. */
public class LongCounter implements SimpleAccumulator<Long> {
    private long localValue;

    /** Starts at zero. */
    public LongCounter() {}

    /** Starts at a value. */
    public LongCounter(long value) {
        this.localValue = value;
    }

    @Override
    public void add(Long value) {
        localValue += value;
    }

    /** Adds without boxing. */
    public void add(long value) {
        localValue += value;
    }

    @Override
    public Long getLocalValue() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        localValue += other.getLocalValue();
    }

    @Override
    public LongCounter clone() {
        return new LongCounter(localValue);
    }

    @Override
    public String toString() {
        return "LongCounter " + localValue;
    }

    /** The value so far, without boxing. */
    public long getLocalValuePrimitive() {
        return getLocalValue();
    }
}
