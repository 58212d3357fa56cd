package io.heddle.api.functions;

/**
 * Folds records into a value of another type, one after the other, beginning with an initial value. Results of a fold cannot be
 * merged; prefer {@link AggregateFunction}.
 *
 * @param <O> the records
 * @param <T> the value they are folded into
 */
@FunctionalInterface
public interface FoldFunction<O, T> extends Function {
    /**
     * Folds one record in.
     *
     * @param accumulator what has been folded so far; may be changed and returned
     * @param value the record
     * @throws Exception fails the task
     */
    T fold(T accumulator, O value) throws Exception;
}
