package io.heddle.api.functions;

import java.io.Serializable;

/** A value that each parallel instance adds to, merged over all instances when the job ends. */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {
    /** Adds a value. */
    void add(V value);

    /** The value so far. */
    R getLocalValue();

    /** Back to the start. */
    void resetLocal();

    /** Adds what another instance has collected. */
    void merge(Accumulator<V, R> other);

    /** A copy. */
    Accumulator<V, R> clone();
}
