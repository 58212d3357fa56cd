package io.heddle.api.functions;

/**
 * Keeps the records for which it returns true. It must not change them.
 *
 * @param <T> the records
 */
@FunctionalInterface
public interface FilterFunction<T> extends Function {
    /**
     * Whether to keep the record.
     *
     * @throws Exception fails the task
     */
    boolean filter(T value) throws Exception;
}
