package io.heddle.api.types;

/** The settings that say how values may be written; {@code env.getConfig()} is one. */
public interface SerializerConfig {
    /** Whether types that only a general library can serialise are refused; they are not by default. */
    boolean hasGenericTypesDisabled();
}
