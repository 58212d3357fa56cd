package io.heddle.api.types;

/**
 * Implemented by functions, sources and schemas that say themselves what type they produce; asked when the program is
 * built, and stronger than what reflection finds.
 */
@FunctionalInterface
public interface ResultTypeQueryable<T> {

    /** The type that is produced. */
    TypeInformation<T> getProducedType();
}
