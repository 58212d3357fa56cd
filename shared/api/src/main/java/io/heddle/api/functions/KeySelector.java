package io.heddle.api.functions;

/** Takes the key out of a record. The same record must always give the same key, in every JVM. */
@FunctionalInterface
public interface KeySelector<I, K> extends Function {
    /**
     * The key of a record.
     *
     * @throws Exception fails the task
     */
    K getKey(I value) throws Exception;
}
