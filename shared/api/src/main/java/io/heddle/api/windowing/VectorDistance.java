package io.heddle.api.windowing;

import java.io.Serializable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A distance of records that are, or from which an extractor makes, arrays of as many numbers. */
abstract class VectorDistance<T> implements DeltaFunction<T> {
    /** Takes the numbers out of a record. */
    interface Numbers<T> extends Function<T, double[]>, Serializable {}

    private final @Nullable Numbers<T> extractor;

    /** With null the records are {@code double[]}. */
    VectorDistance(@Nullable Numbers<T> extractor) {
        this.extractor = extractor;
    }

    @Override
    public final double getDelta(T oldDataPoint, T newDataPoint) {
        double[] before = numbers(oldDataPoint);
        double[] now = numbers(newDataPoint);
        if (before.length != now.length) {
            throw new IllegalArgumentException("The records have " + before.length + " and " + now.length
                    + " numbers; a distance needs as many in both.");
        }
        return distance(before, now);
    }

    private double[] numbers(T record) {
        return extractor == null ? (double[]) record : extractor.apply(record);
    }

    /** Of two arrays of the same length. */
    abstract double distance(double[] before, double[] now);
}
