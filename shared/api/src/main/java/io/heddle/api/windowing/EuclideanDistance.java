package io.heddle.api.windowing;

/** The straight distance of two points. The records are arrays of numbers, or an extractor makes arrays of them. */
public class EuclideanDistance<T> extends VectorDistance<T> {
    /** Takes the numbers out of a record. */
    public interface Extractor<T> extends VectorDistance.Numbers<T> {}

    /** Of records that are {@code double[]}. */
    public EuclideanDistance() {
        super(null);
    }

    /** Of what an extractor takes out of the records. */
    public EuclideanDistance(Extractor<T> extractor) {
        super(extractor);
    }

    @Override
    double distance(double[] before, double[] now) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += (now[i] - before[i]) * (now[i] - before[i]);
        }
        return Math.sqrt(sum);
    }
}
