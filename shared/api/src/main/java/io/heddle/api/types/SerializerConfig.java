package io.heddle.api.types;

/** The settings that say how values may be written; {@code env.getConfig()} is one. */
public interface SerializerConfig {
    /** Whether types are refused whose values would be written by Kryo ({@code disableGenericTypes}). */
    boolean hasGenericTypesDisabled();
}
