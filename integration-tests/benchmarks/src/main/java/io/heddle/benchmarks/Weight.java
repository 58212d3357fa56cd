package io.heddle.benchmarks;

import java.io.Serializable;

/** The share of a record in the checksum. */
@FunctionalInterface
interface Weight<T> extends Serializable {
    long of(T value);
}
