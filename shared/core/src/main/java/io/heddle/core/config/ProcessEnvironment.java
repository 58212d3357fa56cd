package io.heddle.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The variables and system properties of a process, read once and passed on, so that logic can be given others in a
 * test.
 */
public record ProcessEnvironment(Map<String, String> variables, Map<String, String> properties) {
    /** Those of this process. */
    public static ProcessEnvironment ofThisProcess() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> {
            String value = System.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        });
        return new ProcessEnvironment(Map.copyOf(System.getenv()), Map.copyOf(properties));
    }

    /** A variable that is set and not blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** A system property that is set and not blank. */
    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).filter(value -> !value.isBlank());
    }
}
