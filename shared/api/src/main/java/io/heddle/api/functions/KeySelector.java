package io.heddle.api.functions;

/**
 * Takes the key out of a record. The same record must always give the same key, in every JVM: keys have {@code
 * equals} and a {@code hashCode} that depends on their contents. It may be called more than once per record, and
 * never gives null.
 *
 * @param <I> the records
 * @param <K> the key
 */
@FunctionalInterface
public interface KeySelector<I, K> extends Function {
    /**
     * The key of a record.
     *
     * @throws Exception fails the task
     */
    K getKey(I value) throws Exception;
}
