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
     * Transforms one record. A mutable record may be changed and returned, unless object reuse is on.
     *
     * @return the result, never null
     * @throws Exception fails the task
     */
    O map(T value) throws Exception;
}
