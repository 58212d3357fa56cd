package io.heddle.api.windowing;

import java.io.Serializable;

/** How far apart two records are. */
@FunctionalInterface
public interface DeltaFunction<T> extends Serializable {
    /** The distance, in whatever unit the threshold has; the older record comes first. */
    double getDelta(T oldDataPoint, T newDataPoint);
}
