package io.heddle.api.functions;

/** The average of the numbers added; zero when there are none. */
public class AverageAccumulator implements SimpleAccumulator<Double> {
    private long count;
    private double sum;

    /** Starts empty. */
    public AverageAccumulator() {}

    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    /** Adds a number. */
    public void add(double value) {
        count++;
        sum += value;
    }

    /** Adds a number. */
    public void add(long value) {
        add((double) value);
    }

    /** Adds a number. */
    public void add(int value) {
        add((double) value);
    }

    @Override
    public Double getLocalValue() {
        return count == 0 ? 0.0 : sum / count;
    }

    @Override
    public void resetLocal() {
        count = 0;
        sum = 0;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        if (!(other instanceof AverageAccumulator that)) {
            throw new IllegalArgumentException("An average merges only with another average, not with "
                    + other.getClass().getName());
        }
        count += that.count;
        sum += that.sum;
    }

    @Override
    public AverageAccumulator clone() {
        AverageAccumulator copy = new AverageAccumulator();
        copy.count = count;
        copy.sum = sum;
        return copy;
    }
}
