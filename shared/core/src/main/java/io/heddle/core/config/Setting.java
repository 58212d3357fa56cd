package io.heddle.core.config;

import io.heddle.core.transport.PortRange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One thing a user can set: its key, type, default, meaning and older names. Declared once, in the topic class it
 * belongs to; everything else (reading, checking, documentation, {@code conf explain}) follows from the declaration.
 *
 * @param defaultValue what holds when nobody sets it; empty if then nothing holds
 * @param aliases older names and the way their values become values of this setting
 * @param scopes where it takes effect
 */
public record Setting<T>(
        String key,
        ValueType<T> type,
        Optional<T> defaultValue,
        String description,
        List<Alias> aliases,
        Set<Scope> scopes,
        Set<Trait> traits) {

    /**
     * An older name.
     *
     * @param translate the old value's text to the new value's text
     * @param legacy whether using it is worth a warning
     */
    public record Alias(String key, UnaryOperator<String> translate, boolean legacy) {}

    static Setting<String> text(String key) {
        return of(key, ValueTypes.TEXT);
    }

    static Setting<Boolean> flag(String key) {
        return of(key, ValueTypes.BOOLEAN);
    }

    static Setting<Integer> integer(String key) {
        return of(key, ValueTypes.INTEGER);
    }

    static Setting<Long> wholeNumber(String key) {
        return of(key, ValueTypes.LONG);
    }

    static Setting<Double> number(String key) {
        return of(key, ValueTypes.NUMBER);
    }

    static Setting<MemorySize> memory(String key) {
        return of(key, ValueTypes.MEMORY);
    }

    static Setting<Duration> duration(String key) {
        return of(key, ValueTypes.DURATION);
    }

    static Setting<Duration> duration(String key, ChronoUnit bareUnit) {
        return of(key, ValueTypes.duration(bareUnit));
    }

    static Setting<PortRange> ports(String key) {
        return of(key, ValueTypes.PORTS);
    }

    static Setting<List<String>> list(String key) {
        return of(key, ValueTypes.LIST);
    }

    static Setting<Map<String, String>> map(String key) {
        return of(key, ValueTypes.MAP);
    }

    static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type) {
        return of(key, ValueTypes.choice(type, Map.of()));
    }

    static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, Map<String, E> olderValues) {
        return of(key, ValueTypes.choice(type, olderValues));
    }

    private static <T> Setting<T> of(String key, ValueType<T> type) {
        return new Setting<>(key, type, Optional.empty(), "", List.of(), Set.of(), Set.of());
    }

    Setting<T> orElse(T value) {
        return new Setting<>(key, type, Optional.of(value), description, aliases, scopes, traits);
    }

    /** Bounds the values: {@code rule} completes the sentence "must ...". */
    Setting<T> must(String rule, Predicate<T> holds) {
        Function<String, T> checked = text -> {
            T value = type.parse().apply(text);
            if (!holds.test(value)) {
                throw new IllegalArgumentException("must " + rule + ", not " + text.strip());
            }
            return value;
        };
        ValueType<T> bounded = new ValueType<>(type.name(), checked, type.format());
        return new Setting<>(key, bounded, defaultValue, description, aliases, scopes, traits);
    }

    Setting<T> in(Scope first, Scope... more) {
        return new Setting<>(key, type, defaultValue, description, aliases, EnumSet.of(first, more), traits);
    }

    Setting<T> says(String meaning) {
        return new Setting<>(key, type, defaultValue, meaning, aliases, scopes, traits);
    }

    /** Other names that are as good as this one. */
    Setting<T> also(String... names) {
        return withAliases(false, UnaryOperator.identity(), names);
    }

    /** Another name that is as good as this one, though its values are written differently. */
    Setting<T> also(String name, UnaryOperator<String> translate) {
        return withAliases(false, translate, name);
    }

    /** Old names of the same meaning; using one gives a warning with the new name. */
    Setting<T> formerly(String... names) {
        return withAliases(true, UnaryOperator.identity(), names);
    }

    /** An old name whose values were written differently. */
    Setting<T> formerly(String name, UnaryOperator<String> translate) {
        return withAliases(true, translate, name);
    }

    Setting<T> common() {
        return with(Trait.COMMON);
    }

    Setting<T> secret() {
        return with(Trait.SECRET);
    }

    Setting<T> withoutEffect() {
        return with(Trait.WITHOUT_EFFECT);
    }

    private Setting<T> withAliases(boolean legacy, UnaryOperator<String> translate, String... names) {
        List<Alias> all = new ArrayList<>(aliases);
        for (String name : names) {
            all.add(new Alias(name, translate, legacy));
        }
        return new Setting<>(key, type, defaultValue, description, List.copyOf(all), scopes, traits);
    }

    private Setting<T> with(Trait trait) {
        Set<Trait> all = EnumSet.of(trait);
        all.addAll(traits);
        return new Setting<>(key, type, defaultValue, description, aliases, scopes, Set.copyOf(all));
    }

    public boolean isSecret() {
        return traits.contains(Trait.SECRET);
    }

    /** The default as it would be written in a file, or an empty text. */
    public String defaultText() {
        return defaultValue.map(type.format()).orElse("");
    }

    /** Reads a value; a wrong one gives a ConfigurationException that names the key. */
    public T parse(String text) {
        try {
            return type.parse().apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(key + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
