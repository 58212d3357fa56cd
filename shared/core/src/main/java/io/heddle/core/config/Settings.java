package io.heddle.core.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All settings there are, found in the topic classes, so that none can be declared and forgotten. */
public final class Settings {
    /** A topic and its settings in the order of their declaration. */
    public record Topic(String title, List<Setting<?>> settings) {}

    /** A name that was looked up: the setting it stands for and, for an old name, how. */
    record Name(Setting<?> setting, Optional<Setting.Alias> alias) {}

    private static final List<String> PASS_THROUGH = List.of(
            "heddle.hadoop.",
            "heddle.yarn.",
            "flink.hadoop.",
            "flink.yarn.",
            "containerized.master.env.",
            "containerized.taskmanager.env.",
            "env.",
            "metrics.reporter.",
            "metrics.scope.",
            "external-resource.");

    static final List<Topic> TOPICS = List.of(
            topic("Jobs", ExecutionSettings.class),
            topic("Memory", MemorySettings.class),
            topic("YARN", YarnSettings.class),
            topic("Processes", ClusterSettings.class),
            topic("State and checkpoints", StateSettings.class),
            topic("RocksDB", RocksSettings.class),
            topic("Network, security, metrics", NetworkSettings.class));

    private static final Map<String, Name> BY_NAME = index();

    private Settings() {}

    /** All topics, for documentation. */
    public static List<Topic> topics() {
        return TOPICS;
    }

    /** Beginnings of keys that belong to others and are handed on unread. */
    public static List<String> passedThrough() {
        return PASS_THROUGH;
    }

    /** Every setting, topic by topic. */
    public static List<Setting<?>> all() {
        return TOPICS.stream().flatMap(topic -> topic.settings().stream()).toList();
    }

    /** The setting of that key or older name. */
    public static Optional<Setting<?>> find(String name) {
        return lookUp(name).map(Name::setting);
    }

    static Optional<Name> lookUp(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Why setting that key does nothing, if it does nothing. */
    public static Optional<String> whyWithoutEffect(String key) {
        return find(key).isPresent()
                ? find(key)
                        .filter(setting -> setting.traits().contains(Trait.WITHOUT_EFFECT))
                        .map(setting -> "nothing in this version reads it")
                : RetiredKeys.reason(key);
    }

    /** Whether keys of that form belong to others and are handed on unread. */
    static boolean isPassedThrough(String key) {
        return PASS_THROUGH.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
    }

    /** What a program inherits from where it runs: all that concerns jobs and is no secret. */
    public static Map<String, String> jobDefaults(Configuration configuration) {
        Map<String, String> defaults = new TreeMap<>();
        configuration
                .toMap()
                .forEach((key, value) -> find(key)
                        .filter(setting -> setting.scopes().contains(Scope.JOB) && !setting.isSecret())
                        .ifPresent(setting -> defaults.put(key, value)));
        return defaults;
    }

    /** Up to three known names that a mistyped one may have meant, the likeliest first. */
    public static List<String> closestTo(String key) {
        return closest(key, BY_NAME.keySet());
    }

    /** Up to three of the candidates that a mistyped word may have meant, the likeliest first. */
    public static List<String> closest(String word, Collection<String> candidates) {
        record Candidate(String name, int distance) {}
        int limit = Math.max(2, word.length() / 4);
        return candidates.stream()
                .map(name -> new Candidate(name, distance(word, name)))
                .filter(candidate -> candidate.distance() <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(3)
                .map(Candidate::name)
                .toList();
    }

    /** Insertions, deletions, changes and swaps of neighbours that turn one word into the other. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length()][b.length()];
    }

    private static Topic topic(String title, Class<?> declaringClass) {
        List<Setting<?>> settings = new ArrayList<>();
        for (Field field : declaringClass.getDeclaredFields()) {
            if (field.getType() == Setting.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    settings.add((Setting<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(field + " must be public", e);
                }
            }
        }
        return new Topic(title, List.copyOf(settings));
    }

    private static Map<String, Name> index() {
        Map<String, Name> names = new TreeMap<>();
        for (Setting<?> setting : all()) {
            put(names, setting.key(), new Name(setting, Optional.empty()));
            for (Setting.Alias alias : setting.aliases()) {
                put(names, alias.key(), new Name(setting, Optional.of(alias)));
            }
        }
        return names;
    }

    private static void put(Map<String, Name> names, String key, Name name) {
        if (names.put(key, name) != null) {
            throw new IllegalStateException("two settings are called " + key);
        }
    }
}
