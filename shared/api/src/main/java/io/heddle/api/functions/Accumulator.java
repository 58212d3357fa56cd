package io.heddle.api.functions;

import java.io.Serializable;

/**
 * A value that each parallel instance adds to, merged over all instances when the job ends.
 *
 * <p>It is in no checkpoint: an instance that is started again begins with a fresh one, so after a failure it holds
 * what was added since the last restart, not every record once. Count in state where that matters.
 *
 * @param <V> what is added
 * @param <R> the value that comes of it
 */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {
    /** Adds a value. */
    void add(V value);

    /** The value so far, of this instance alone. */
    R getLocalValue();

    /** Back to the start, as if nothing had been added. */
    void resetLocal();

    /** Adds what another instance has collected; the other one is not changed. */
    void merge(Accumulator<V, R> other);

    /** A copy that later additions do not change. */
    Accumulator<V, R> clone();
}
