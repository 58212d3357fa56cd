package io.heddle.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes raw keys and values in rising precedence, translates old names, checks every value, and reports all problems
 * together.
 */
public final class ConfigurationBuilder {
    /** The result and what the user should be told. */
    public record Built(Configuration configuration, List<String> warnings) {}

    private final SortedMap<String, Configuration.Entry> entries = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Adds one value; a later one of the same meaning wins. */
    public ConfigurationBuilder put(String rawKey, String value, Origin origin) {
        String key = rawKey.strip();
        Optional<Settings.Name> name = Settings.lookUp(key);
        if (name.isPresent()) {
            putKnown(key, name.get(), value, origin);
            return this;
        }
        Optional<String> retired = RetiredKeys.reason(key);
        if (retired.isPresent()) {
            warnings.add(key + " (" + origin + ") has no effect: " + retired.get() + ".");
        } else if (Settings.isPassedThrough(key)) {
            entries.put(key, new Configuration.Entry(value, origin));
        } else {
            problems.add(unknown(key, origin));
        }
        return this;
    }

    /** Adds all values of a configuration, their origins kept. */
    public ConfigurationBuilder putAll(Configuration configuration) {
        configuration.entries().forEach((key, entry) -> put(key, entry.value(), entry.origin()));
        return this;
    }

    /** Adds what a file said, with the file's own remarks. */
    public ConfigurationBuilder putAll(ConfigurationFile file) {
        warnings.addAll(file.warnings());
        file.lines().forEach(line -> put(line.key(), line.value(), line.origin()));
        return this;
    }

    /** The whole; a ConfigurationException that lists every problem if there is any. */
    public Built build() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Built(new Configuration(entries), List.copyOf(warnings));
    }

    private void putKnown(String key, Settings.Name name, String value, Origin origin) {
        Setting<?> setting = name.setting();
        try {
            String translated =
                    name.alias().isPresent() ? name.alias().get().translate().apply(value) : value;
            setting.parse(translated);
            entries.put(setting.key(), new Configuration.Entry(translated.strip(), origin));
        } catch (ConfigurationException e) {
            problems.add(e.getMessage() + " (" + origin + ")");
            return;
        } catch (IllegalArgumentException e) {
            problems.add(key + ": " + e.getMessage() + " (" + origin + ")");
            return;
        }
        if (name.alias().isPresent() && name.alias().get().legacy()) {
            warnings.add(key + " (" + origin + ") is an old name; write " + setting.key() + ".");
        }
        if (setting.traits().contains(Trait.WITHOUT_EFFECT)) {
            warnings.add(key + " (" + origin + ") has no effect in this version.");
        }
    }

    private static String unknown(String key, Origin origin) {
        List<String> closest = Settings.closestTo(key);
        String mend = closest.isEmpty()
                ? "'heddle conf list' shows all keys; keys for Hadoop go under heddle.hadoop."
                : "did you mean " + String.join(" or ", closest) + "?";
        return "unknown key " + key + " (" + origin + "): " + mend;
    }
}
