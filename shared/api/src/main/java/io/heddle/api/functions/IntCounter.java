package io.heddle.api.functions;

/** Adds integers. Wraps around beyond {@link Integer#MAX_VALUE}; {@link LongCounter} does not in practice. */
public class IntCounter implements SimpleAccumulator<Integer> {
    private int localValue;

    /** Starts at zero. */
    public IntCounter() {}

    /** Starts at a value. */
    public IntCounter(int value) {
        this.localValue = value;
    }

    @Override
    public void add(Integer value) {
        localValue += value;
    }

    /** Adds without boxing. */
    public void add(int value) {
        localValue += value;
    }

    @Override
    public Integer getLocalValue() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        localValue += other.getLocalValue();
    }

    @Override
    public IntCounter clone() {
        return new IntCounter(localValue);
    }

    @Override
    public String toString() {
        return "IntCounter " + localValue;
    }

    /** The value so far, without boxing. */
    public int getLocalValuePrimitive() {
        return getLocalValue();
    }
}
