package io.heddle.core.config;

/** What is special about a setting. */
public enum Trait {
    /** Its value is never shown. */
    SECRET,
    /** Shown in the commented configuration file of the distribution. */
    COMMON,
    /** Accepted so that existing files stay valid, but nothing in this version reads it; setting it warns once. */
    WITHOUT_EFFECT
}
