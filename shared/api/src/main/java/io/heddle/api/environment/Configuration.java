package io.heddle.api.environment;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings by key, as text. Later settings win. Not thread-safe.
 *
 * <p>Which keys there are, with defaults and units, stands in {@code docs/configuration.md}.
 */
public class Configuration implements Serializable {
    private final TreeMap<String, String> values = new TreeMap<>();

    /** No settings. */
    public Configuration() {}

    /** A copy. */
    public Configuration(Configuration other) {
        values.putAll(other.values);
    }

    /** Settings out of a map. */
    public static Configuration fromMap(Map<String, String> map) {
        Configuration configuration = new Configuration();
        configuration.values.putAll(map);
        return configuration;
    }

    /**
     * The value of an option, its default if it is not set, null if it has neither.
     *
     * @throws IllegalArgumentException if the text is not a value of the option's type
     */
    public <T> @Nullable T get(ConfigOption<T> option) {
        String text = textOf(option);
        return text == null ? option.defaultValue() : option.parse(text);
    }

    /** The value of an option, or another default. */
    public <T> T get(ConfigOption<T> option, T overrideDefault) {
        String text = textOf(option);
        return text == null ? overrideDefault : option.parse(text);
    }

    /** The value of an option if it is set. */
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        String text = textOf(option);
        return text == null ? Optional.empty() : Optional.of(option.parse(text));
    }

    /** Sets an option. */
    public <T> Configuration set(ConfigOption<T> option, T value) {
        values.put(option.key(), option.print(value));
        return this;
    }

    /** Removes a setting; true if it was there. */
    public <T> boolean removeConfig(ConfigOption<T> option) {
        return values.remove(option.key()) != null;
    }

    /** Whether an option is set. */
    public boolean contains(ConfigOption<?> option) {
        return textOf(option) != null;
    }

    /** Whether a key is set. */
    public boolean containsKey(String key) {
        return values.containsKey(key);
    }

    private @Nullable String textOf(ConfigOption<?> option) {
        String text = values.get(option.key());
        for (int i = 0; text == null && i < option.fallbackKeys().size(); i++) {
            text = values.get(option.fallbackKeys().get(i));
        }
        return text;
    }

    /** A text by key. */
    public String getString(String key, String defaultValue) {
        return values.getOrDefault(key, defaultValue);
    }

    /** An integer by key. */
    public int getInteger(String key, int defaultValue) {
        String text = values.get(key);
        return text == null ? defaultValue : Integer.parseInt(text.trim());
    }

    /** A long integer by key. */
    public long getLong(String key, long defaultValue) {
        String text = values.get(key);
        return text == null ? defaultValue : Long.parseLong(text.trim());
    }

    /** A truth value by key. */
    public boolean getBoolean(String key, boolean defaultValue) {
        String text = values.get(key);
        return text == null ? defaultValue : Boolean.parseBoolean(text.trim());
    }

    /** A floating-point number by key. */
    public double getDouble(String key, double defaultValue) {
        String text = values.get(key);
        return text == null ? defaultValue : Double.parseDouble(text.trim());
    }

    /** Sets a text. */
    public void setString(String key, String value) {
        values.put(key, value);
    }

    /** Sets a text. */
    public void setString(ConfigOption<String> option, String value) {
        set(option, value);
    }

    /** Sets an integer. */
    public void setInteger(String key, int value) {
        values.put(key, Integer.toString(value));
    }

    /** Sets an integer. */
    public void setInteger(ConfigOption<Integer> option, int value) {
        set(option, value);
    }

    /** Sets a long integer. */
    public void setLong(String key, long value) {
        values.put(key, Long.toString(value));
    }

    /** Sets a truth value. */
    public void setBoolean(String key, boolean value) {
        values.put(key, Boolean.toString(value));
    }

    /** Sets a truth value. */
    public void setBoolean(ConfigOption<Boolean> option, boolean value) {
        set(option, value);
    }

    /** Sets a floating-point number. */
    public void setDouble(String key, double value) {
        values.put(key, Double.toString(value));
    }

    /** Takes over all settings of another. */
    public void addAll(Configuration other) {
        values.putAll(other.values);
    }

    /** All keys that are set. */
    public Set<String> keySet() {
        return values.keySet();
    }

    /** All settings. */
    public Map<String, String> toMap() {
        return new TreeMap<>(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Configuration that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Forgets the value of a key; true if there was one. */
    public boolean removeKey(String key) {
        return values.remove(key) != null;
    }
}
