package io.heddle.api.functions;

/** The smallest floating-point number added. */
public class DoubleMinimum implements SimpleAccumulator<Double> {
    private double min = Double.POSITIVE_INFINITY;

    /** Starts above every number. */
    public DoubleMinimum() {}

    /** Starts at a value. */
    public DoubleMinimum(double value) {
        this.min = value;
    }

    @Override
    public void add(Double value) {
        min = Math.min(min, value);
    }

    @Override
    public Double getLocalValue() {
        return min;
    }

    @Override
    public void resetLocal() {
        min = Double.POSITIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        min = Math.min(min, other.getLocalValue());
    }

    @Override
    public DoubleMinimum clone() {
        return new DoubleMinimum(min);
    }

    /** The value so far, without boxing. */
    public double getLocalValuePrimitive() {
        return getLocalValue();
    }
}
