package io.heddle.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable set of values under their present keys, each with the place it was written. Older names are already
 * translated; unknown keys never get in (see {@link ConfigurationBuilder}).
 */
public final class Configuration {
    /** A value as text and where it was written. */
    public record Entry(String value, Origin origin) {}

    private static final Configuration EMPTY = new Configuration(Collections.emptySortedMap());

    private final SortedMap<String, Entry> entries;

    Configuration(SortedMap<String, Entry> entries) {
        this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public static Configuration empty() {
        return EMPTY;
    }

    /**
     * Reads what {@link #toMap()} gave, all from one origin; wrong keys and values give a ConfigurationException. Where a setting is
     * there by its own name and by another, its own counts.
     */
    public static Configuration of(Map<String, String> values, Origin origin) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        // A map does not tell which was set last: what stands under the name of today counts.
        values.forEach((key, value) -> {
            if (isOtherName(key)) {
                builder.put(key, value, origin);
            }
        });
        values.forEach((key, value) -> {
            if (!isOtherName(key)) {
                builder.put(key, value, origin);
            }
        });
        return builder.build().configuration();
    }

    private static boolean isOtherName(String key) {
        return Settings.lookUp(key.strip()).flatMap(Settings.Name::alias).isPresent();
    }

    /** The value, or the default; a ConfigurationException if there is neither. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new ConfigurationException(
                        setting.key() + " is not set and has no default; it means: " + setting.description()));
    }

    /** The value, or the default, or nothing. */
    public <T> Optional<T> find(Setting<T> setting) {
        Optional<T> explicit = explicit(setting);
        return explicit.isPresent() ? explicit : setting.defaultValue();
    }

    /** The value only if somebody set it. */
    public <T> Optional<T> explicit(Setting<T> setting) {
        return Optional.ofNullable(entries.get(setting.key())).map(entry -> setting.parse(entry.value()));
    }

    public boolean isSet(Setting<?> setting) {
        return entries.containsKey(setting.key());
    }

    /** Where the value that holds was written. */
    public Origin origin(Setting<?> setting) {
        Entry entry = entries.get(setting.key());
        return entry == null ? Origin.DEFAULT : entry.origin();
    }

    /** A copy with one more or another value. */
    public <T> Configuration with(Setting<T> setting, T value, Origin origin) {
        SortedMap<String, Entry> copy = new TreeMap<>(entries);
        copy.put(setting.key(), new Entry(setting.type().format().apply(value), origin));
        return new Configuration(copy);
    }

    public Configuration without(Setting<?> setting) {
        SortedMap<String, Entry> copy = new TreeMap<>(entries);
        copy.remove(setting.key());
        return new Configuration(copy);
    }

    /** A copy in which the other's values win. */
    public Configuration overriddenBy(Configuration stronger) {
        SortedMap<String, Entry> copy = new TreeMap<>(entries);
        copy.putAll(stronger.entries);
        return new Configuration(copy);
    }

    /** The values whose keys begin with the prefix, under what follows it; for keys that are handed on. */
    public SortedMap<String, String> under(String prefix) {
        SortedMap<String, String> found = new TreeMap<>();
        entries.forEach((key, entry) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), entry.value());
            }
        });
        return found;
    }

    /** Every value that somebody set, secrets included. */
    public SortedMap<String, String> toMap() {
        SortedMap<String, String> map = new TreeMap<>();
        entries.forEach((key, entry) -> map.put(key, entry.value()));
        return map;
    }

    public SortedMap<String, Entry> entries() {
        return entries;
    }

    /** One line per value that somebody set, with its origin; values of secret settings are masked. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        entries.forEach(
                (key, entry) -> lines.add(key + ": " + shown(key, entry.value()) + "  (" + entry.origin() + ")"));
        return lines;
    }

    /** The value as it may be shown: secret settings, and keys handed on that look like secrets, are masked. */
    public static String shown(String key, String value) {
        boolean secret = Settings.find(key)
                .map(Setting::isSecret)
                .orElseGet(() -> key.matches("(?i).*(password|secret|token|credential|access-?key|api-?key).*"));
        return secret ? "******" : value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Configuration that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\n", describe());
    }
}
