package io.heddle.client.cli;

import io.heddle.client.terminal.CommandFailure;
import io.heddle.core.config.MemorySize;
import io.heddle.core.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * The options of one command. Where a program may be named, everything after the first word that is no option belongs to
 * the command's operands, so that a program's own arguments are never touched; elsewhere options may come last too.
 */
record OptionTable(List<OptionSpec> specs) {
    /**
     * Parses; wrong options end the command with a hint.
     *
     * @param command as it is typed
     */
    ParsedCommand parse(String command, List<String> words) {
        List<String> head = new ArrayList<>();
        List<String> operands = split(command, words, head);
        Options options = new Options();
        specs.forEach(spec -> options.addOption(Option.builder(spec.shortName())
                .longOpt(spec.longName())
                .hasArg(spec.takesArgument())
                .get()));
        try {
            CommandLine line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options, head.toArray(new String[0]));
            Map<String, List<String>> values = new LinkedHashMap<>();
            for (Option option : line.getOptions()) {
                OptionSpec spec = find(option.getOpt()).orElseThrow();
                List<String> given = values.computeIfAbsent(spec.shortName(), name -> new ArrayList<>());
                if (spec.takesArgument()) {
                    addValue(command, spec, given, option.getValue());
                }
            }
            return new ParsedCommand(values, operands);
        } catch (MissingArgumentException e) {
            throw CommandFailure.usage(
                    "-" + e.getOption().getOpt() + " needs an argument.", "'" + command + " -h' shows the options.");
        } catch (ParseException e) {
            throw CommandFailure.usage(
                    "The options cannot be read: " + e.getMessage(), "'" + command + " -h' shows the options.");
        }
    }

    private static void addValue(String command, OptionSpec spec, List<String> given, String value) {
        if (!given.isEmpty() && !spec.is(OptionSpec.Trait.REPEATABLE)) {
            throw CommandFailure.usage(
                    spec.shown() + " is given twice ('" + given.get(0) + "' and '" + value + "').",
                    "Give it once. '" + command + " -h' shows the options.");
        }
        if (!spec.is(OptionSpec.Trait.MEGABYTES)) {
            given.add(value);
            return;
        }
        try {
            given.add(MemorySize.parseBareAsMebiBytes(value).toString());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    spec.shown() + " needs an amount of memory: " + e.getMessage() + ".",
                    "A bare number counts megabytes: " + spec.shown() + " 2048");
        }
    }

    /**
     * Cuts the words into options and operands, and brings {@code -yjm=2048}, {@code -Dk=v} and {@code --name=value} into
     * the form "option, argument".
     */
    private List<String> split(String command, List<String> words, List<String> head) {
        List<String> operands = new ArrayList<>();
        int index = 0;
        while (index < words.size()) {
            String word = words.get(index);
            if (word.equals("--")) {
                operands.addAll(words.subList(index + 1, words.size()));
                return operands;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                if (isForPrograms()) {
                    return words.subList(index, words.size());
                }
                operands.add(word);
                index++;
                continue;
            }
            index++;
            Optional<OptionSpec> exact = find(word.replaceFirst("^--?", ""));
            if (exact.isPresent()) {
                head.add(dashed(exact.get()));
                if (exact.get().takesArgument()) {
                    if (index == words.size()) {
                        throw CommandFailure.usage(
                                word + " needs an argument (" + exact.get().argument() + ").",
                                "'" + command + " -h' shows the options.");
                    }
                    head.add("=" + words.get(index));
                    joinLast(head);
                    index++;
                }
                continue;
            }
            splitJoined(command, word, head);
        }
        return operands;
    }

    private boolean isForPrograms() {
        return find("class").isPresent();
    }

    /** commons-cli takes a word that begins with a dash for an option, so arguments travel joined to their option. */
    private static void joinLast(List<String> head) {
        String argument = head.remove(head.size() - 1);
        String option = head.remove(head.size() - 1);
        head.add(option + argument);
    }

    private static String dashed(OptionSpec spec) {
        return "--" + spec.longName();
    }

    private void splitJoined(String command, String word, List<String> head) {
        String bare = word.replaceFirst("^--?", "");
        int equals = bare.indexOf('=');
        if (equals > 0) {
            Optional<OptionSpec> named = find(bare.substring(0, equals)).filter(OptionSpec::takesArgument);
            if (named.isPresent()) {
                head.add(dashed(named.get()) + "=" + bare.substring(equals + 1));
                return;
            }
        }
        for (String property : List.of("yD", "D")) {
            if (bare.startsWith(property)
                    && bare.length() > property.length()
                    && find(property).isPresent()) {
                head.add(dashed(find(property).get()) + "=" + bare.substring(property.length()));
                return;
            }
        }
        throw unknown(command, word);
    }

    private CommandFailure unknown(String command, String word) {
        String bare = word.replaceFirst("^--?", "").replaceFirst("=.*", "");
        List<String> longNames = specs.stream().map(OptionSpec::longName).toList();
        String meant = specs.stream()
                .filter(spec -> spec.shortName().equalsIgnoreCase(bare)
                        || spec.longName().equalsIgnoreCase(bare))
                .map(OptionSpec::shown)
                .findFirst()
                .or(() -> Settings.closest(bare, longNames).stream().findFirst().map(name -> "--" + name))
                .map(shown -> "Did you mean " + shown + "? ")
                .orElse("");
        return CommandFailure.usage(
                "Unknown option " + word + " for '" + command + "'.",
                meant + "'" + command + " -h' shows the options.");
    }

    Optional<OptionSpec> find(String name) {
        return specs.stream()
                .filter(spec -> spec.shortName().equals(name) || spec.longName().equals(name))
                .findFirst();
    }

    OptionTable plus(OptionSpec... more) {
        List<OptionSpec> all = new ArrayList<>(specs);
        all.addAll(Arrays.asList(more));
        return new OptionTable(List.copyOf(all));
    }
}
