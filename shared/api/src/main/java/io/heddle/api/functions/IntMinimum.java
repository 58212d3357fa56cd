package io.heddle.api.functions;

/** The smallest integer added. */
public class IntMinimum implements SimpleAccumulator<Integer> {
    private int min = Integer.MAX_VALUE;

    /** Starts above every integer. */
    public IntMinimum() {}

    /** Starts at a value. */
    public IntMinimum(int value) {
        this.min = value;
    }

    @Override
    public void add(Integer value) {
        min = Math.min(min, value);
    }

    @Override
    public Integer getLocalValue() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Integer.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    public IntMinimum clone() {
        return new IntMinimum(min);
    }

    /** The value so far, without boxing. */
    public int getLocalValuePrimitive() {
        return getLocalValue();
    }
}
