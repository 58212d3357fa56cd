package io.heddle.api.windowing;

/** One minus the cosine of the angle between two vectors: 0 in the same direction, 2 in opposite ones; 0 if one is zero. The records are arrays of numbers, or an extractor makes arrays of them. */
public class CosineDistance<T> extends VectorDistance<T> {
    /** Takes the numbers out of a record. */
    public interface Extractor<T> extends VectorDistance.Numbers<T> {}

    /** Of records that are {@code double[]}. */
    public CosineDistance() {
        super(null);
    }

    /** Of what an extractor takes out of the records. */
    public CosineDistance(Extractor<T> extractor) {
        super(extractor);
    }

    @Override
    double distance(double[] before, double[] now) {
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
