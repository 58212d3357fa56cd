package io.heddle.api.functions;

/**
 * One record in, one record out.
 *
 * @param <T> the records
 * @param <O> the results
 */
@FunctionalInterface
public interface MapFunction<T, O> extends Function {
    /**
     * Transforms one record; may change and return it.
     *
     * @return the result, never null
     * @throws Exception fails the task
     */
    O map(T value) throws Exception;
}
