package io.heddle.api.windowing;

import java.io.Serializable;

/** The gap of a session by record. */
@FunctionalInterface
public interface SessionWindowTimeGapExtractor<T> extends Serializable {
    /** The gap in milliseconds; must be positive. */
    long extract(T element);
}
