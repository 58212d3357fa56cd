package io.heddle.api.windowing;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The straight distance of two points. The records are arrays of numbers, or an extractor makes arrays of them. */
public class EuclideanDistance<T> implements DeltaFunction<T> {
    /** Takes the numbers out of a record. */
    public interface Extractor<T> extends Function<T, double[]>, java.io.Serializable {}

    private final @Nullable Extractor<T> extractor;

    /** Of records that are {@code double[]}. */
    public EuclideanDistance() {
        this.extractor = null;
    }

    /** Of what an extractor takes out of the records. */
    public EuclideanDistance(Extractor<T> extractor) {
        this.extractor = extractor;
    }

    @Override
    public double getDelta(T oldDataPoint, T newDataPoint) {
        return distance(numbers(oldDataPoint), numbers(newDataPoint));
    }

    private double[] numbers(T record) {
        return extractor == null ? (double[]) record : extractor.apply(record);
    }

    private static double distance(double[] before, double[] now) {
        if (before.length != now.length) {
            throw new IllegalArgumentException("The records have " + before.length + " and " + now.length
                    + " numbers; a distance needs as many in both.");
        }
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += (now[i] - before[i]) * (now[i] - before[i]);
        }
        return Math.sqrt(sum);
    }
}
