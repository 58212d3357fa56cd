package io.heddle.api.environment;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key with a type and perhaps a default. Make one with {@link ConfigOptions#key}. */
public final class ConfigOption<T> implements Serializable {
    private final String key;
    private final ConfigOptions.Kind kind;
    private final Class<?> type;
    private final @Nullable T defaultValue;
    private final List<String> fallbackKeys;
    private final String description;

    ConfigOption(
            String key,
            ConfigOptions.Kind kind,
            Class<?> type,
            @Nullable T defaultValue,
            List<String> fallbackKeys,
            String description) {
        this.key = key;
        this.kind = kind;
        this.type = type;
        this.defaultValue = defaultValue;
        this.fallbackKeys = fallbackKeys;
        this.description = description;
    }

    /** The key. */
    public String key() {
        return key;
    }

    /** The default, or null. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** Whether there is a default. */
    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    /** Other keys that are read when the key is not set. */
    public List<String> fallbackKeys() {
        return fallbackKeys;
    }

    /** What it means. */
    public String description() {
        return description;
    }

    /** The same option with another description. */
    public ConfigOption<T> withDescription(String text) {
        return new ConfigOption<>(key, kind, type, defaultValue, fallbackKeys, text);
    }

    /** The same option with keys that are read when the key is not set. */
    public ConfigOption<T> withFallbackKeys(String... keys) {
        return new ConfigOption<>(key, kind, type, defaultValue, List.of(keys), description);
    }

    /** The same option with older keys that are read when the key is not set. */
    public ConfigOption<T> withDeprecatedKeys(String... keys) {
        return withFallbackKeys(keys);
    }

    @SuppressWarnings("unchecked")
    T parse(String text) {
        try {
            return (T) kind.parse(text.trim(), type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a value for " + key + ", which is " + kind.wanted(type) + ".", e);
        }
    }

    String print(T value) {
        return kind.print(value);
    }

    @Override
    public String toString() {
        return "Key: '" + key + "' , default: " + defaultValue;
    }
}
