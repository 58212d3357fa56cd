package io.heddle.api.functions;

/**
 * Combines two records of one type into one; must be associative: windows and stages of a batch job combine in
 * groups. What has been combined is state.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {
    /**
     * Combines two records.
     *
     * @param value1 what has been combined so far
     * @param value2 the newer record
     * @throws Exception fails the task
     */
    T reduce(T value1, T value2) throws Exception;
}
