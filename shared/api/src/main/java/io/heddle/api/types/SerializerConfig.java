package io.heddle.api.types;

/** The settings that say how values may be written; {@code env.getConfig()} is one. */
public interface SerializerConfig {
    /** Whether the program has called {@code disableGenericTypes}; nothing is refused because of it. */
    boolean hasGenericTypesDisabled();
}
