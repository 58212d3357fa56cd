package io.heddle.benchmarks;

import java.io.Serializable;

/** The share of a record in the checksum. */
@FunctionalInterface
public interface Weight<T> extends Serializable {
    /** The share of {@code value}. */
    long of(T value);
}
