package io.heddle.api.functions;

/** Adds floating-point numbers. */
public class DoubleCounter implements SimpleAccumulator<Double> {
    private double localValue;

    /** Starts at zero. */
    public DoubleCounter() {}

    /** Starts at a value. */
    public DoubleCounter(double value) {
        this.localValue = value;
    }

    @Override
    public void add(Double value) {
        localValue += value;
    }

    /** Adds without boxing. */
    public void add(double value) {
        localValue += value;
    }

    @Override
    public Double getLocalValue() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        localValue += other.getLocalValue();
    }

    @Override
    public DoubleCounter clone() {
        return new DoubleCounter(localValue);
    }

    @Override
    public String toString() {
        return "DoubleCounter " + localValue;
    }

    /** The value so far, without boxing. */
    public double getLocalValuePrimitive() {
        return getLocalValue();
    }
}
