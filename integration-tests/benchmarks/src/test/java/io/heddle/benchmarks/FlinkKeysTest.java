package io.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.config.Settings;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/**
 * A configuration file of Flink's is understood: each key that Flink itself declares, and each older name of one, is a setting, is
 * handed on, or is known to have no effect, with a reason.
 */
class FlinkKeysTest {
    /** What stands behind {@code metrics.reporter.NAME.}, which is handed on, and {@code security.delegation.token.provider.NAME.}. */
    private static final Set<String> ENDINGS = Set.of(
            "<parameter>",
            "enabled",
            "factory.class",
            "filter.excludes",
            "filter.includes",
            "interval",
            "scope.delimiter",
            "scope.variables.additional",
            "scope.variables.excludes");

    @Test
    void everyKeyIsUnderstood() throws Exception {
        Map<String, String> keys = new TreeMap<>();
        for (Class<?> ofJar : List.of(ConfigOption.class, ClientOptions.class, RocksDBOptions.class)) {
            collect(ofJar.getProtectionDomain().getCodeSource().getLocation(), keys);
        }
        assertTrue(keys.size() > 700, "only " + keys.size() + " keys were found");
        keys.keySet().removeIf(FlinkKeysTest::isUnderstood);
        assertEquals(Map.of(), keys);
    }

    private static boolean isUnderstood(String key) {
        return key.startsWith("$internal.")
                || key.startsWith("internal.")
                || ENDINGS.contains(key)
                || Settings.find(key).isPresent()
                || Settings.whyWithoutEffect(key).isPresent()
                || Settings.passedThrough().stream().anyMatch(key::startsWith);
    }

    private static void collect(URL jar, Map<String, String> keys) throws Exception {
        try (JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
            for (String name : file.stream()
                    .map(entry -> entry.getName())
                    .filter(each -> each.endsWith("Options.class"))
                    .toList()) {
                collect(name.substring(0, name.length() - ".class".length()).replace('/', '.'), keys);
            }
        }
    }

    private static void collect(String className, Map<String, String> keys) throws Exception {
        Class<?> options = Class.forName(className, false, FlinkKeysTest.class.getClassLoader());
        for (Field field : options.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && Modifier.isPublic(field.getModifiers())
                    && Modifier.isPublic(options.getModifiers())
                    && field.get(null) instanceof ConfigOption<?> option) {
                keys.put(option.key(), className);
                for (FallbackKey older : option.fallbackKeys()) {
                    keys.putIfAbsent(older.getKey(), "an older name of " + option.key());
                }
            }
        }
    }
}
