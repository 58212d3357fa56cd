package io.heddle.api.types;

/** Implemented by functions that say themselves what type they produce. */
@FunctionalInterface
public interface ResultTypeQueryable<T> {

    /** The type that is produced. */
    TypeInformation<T> getProducedType();
}
