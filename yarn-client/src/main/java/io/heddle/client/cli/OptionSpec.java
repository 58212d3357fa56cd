package io.heddle.client.cli;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command, declared once: the parser, the help, the completion and the checks read it.
 *
 * @param shortName without the dash; the name under which its values are found
 * @param longName without the dashes
 * @param argument name of its argument for the help, or null if it takes none
 * @param help one sentence
 * @param setting key of the setting its value becomes, or null
 * @param traits what is special about it
 */
record OptionSpec(
        String shortName,
        String longName,
        @Nullable String argument,
        String help,
        @Nullable String setting,
        Set<Trait> traits) {
    /** What is special about an option. */
    enum Trait {
        /** May be given several times. */
        REPEATABLE,
        /** Its argument is an amount of memory whose bare number counts megabytes. */
        MEGABYTES,
        /** Accepted, does nothing. */
        NO_OP,
        /** Says something about a new application, so it cannot be used with a running one. */
        NEW_APPLICATION,
        /** Left out of the help. */
        HIDDEN
    }

    static OptionSpec flag(String shortName, String longName, String help) {
        return new OptionSpec(shortName, longName, null, help, null, Set.of());
    }

    static OptionSpec value(String shortName, String longName, String argument, String help) {
        return new OptionSpec(shortName, longName, argument, help, null, Set.of());
    }

    OptionSpec sets(String key) {
        return new OptionSpec(shortName, longName, argument, help, key, traits);
    }

    OptionSpec with(Trait... more) {
        Set<Trait> all = new HashSet<>(traits);
        all.addAll(Set.of(more));
        return new OptionSpec(shortName, longName, argument, help, setting, Set.copyOf(all));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    boolean takesArgument() {
        return argument != null;
    }

    Optional<String> settingKey() {
        return Optional.ofNullable(setting);
    }

    String shown() {
        return (shortName.equals(longName) ? "--" : "-") + shortName;
    }
}
