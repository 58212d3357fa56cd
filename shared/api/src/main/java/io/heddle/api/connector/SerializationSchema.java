package io.heddle.api.connector;

import io.heddle.api.metrics.MetricGroup;
import java.io.Serializable;

/** Turns a record into bytes for the outside. */
@FunctionalInterface
public interface SerializationSchema<T> extends Serializable {
    /**
     * Called once before the first record.
     *
     * @throws Exception fails the task
     */
    default void open(InitializationContext context) throws Exception {}

    /** The bytes of a record; called on the task's thread. */
    byte[] serialize(T element);

    /** What a schema may use. */
    interface InitializationContext {
        /** The metrics of the operator. */
        MetricGroup getMetricGroup();
    }
}
