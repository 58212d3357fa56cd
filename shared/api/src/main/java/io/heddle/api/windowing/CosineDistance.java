package io.heddle.api.windowing;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One minus the cosine of the angle between two vectors: 0 in the same direction, 2 in opposite ones; 0 if one is zero. The records are arrays of numbers, or an extractor makes arrays of them. */
public class CosineDistance<T> implements DeltaFunction<T> {
    /** Takes the numbers out of a record. */
    public interface Extractor<T> extends Function<T, double[]>, java.io.Serializable {}

    private final @Nullable Extractor<T> extractor;

    /** Of records that are {@code double[]}. */
    public CosineDistance() {
        this.extractor = null;
    }

    /** Of what an extractor takes out of the records. */
    public CosineDistance(Extractor<T> extractor) {
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
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < before.length; i++) {
            product += before[i] * now[i];
            squares += before[i] * before[i];
            otherSquares += now[i] * now[i];
        }
        return squares == 0 || otherSquares == 0 ? 0 : 1 - product / Math.sqrt(squares * otherSquares);
    }
}
