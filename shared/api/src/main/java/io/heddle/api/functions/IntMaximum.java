package io.heddle.api.functions;

/** The largest integer added. */
public class IntMaximum implements SimpleAccumulator<Integer> {
    private int max = Integer.MIN_VALUE;

    /** Starts below every integer. */
    public IntMaximum() {}

    /** Starts at a value. */
    public IntMaximum(int value) {
        this.max = value;
    }

    @Override
    public void add(Integer value) {
        max = Math.max(max, value);
    }

    @Override
    public Integer getLocalValue() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Integer.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    public IntMaximum clone() {
        return new IntMaximum(max);
    }

    /** The value so far, without boxing. */
    public int getLocalValuePrimitive() {
        return getLocalValue();
    }
}
