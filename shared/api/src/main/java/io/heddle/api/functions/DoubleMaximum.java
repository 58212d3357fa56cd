package io.heddle.api.functions;

/** The largest floating-point number added. */
public class DoubleMaximum implements SimpleAccumulator<Double> {
    private double max = Double.NEGATIVE_INFINITY;

    /** Starts below every number. */
    public DoubleMaximum() {}

    /** Starts at a value. */
    public DoubleMaximum(double value) {
        this.max = value;
    }

    @Override
    public void add(Double value) {
        max = Math.max(max, value);
    }

    @Override
    public Double getLocalValue() {
        return max;
    }

    @Override
    public void resetLocal() {
        max = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        max = Math.max(max, other.getLocalValue());
    }

    @Override
    public DoubleMaximum clone() {
        return new DoubleMaximum(max);
    }

    /** The value so far, without boxing. */
    public double getLocalValuePrimitive() {
        return getLocalValue();
    }
}
