package io.heddle.api.functions;

/** Joins two matching records into one. */
@FunctionalInterface
public interface JoinFunction<I1, I2, O> extends Function {
    /**
     * Joins one pair.
     *
     * @throws Exception fails the task
     */
    O join(I1 first, I2 second) throws Exception;
}
