package io.heddle.client.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line after parsing.
 *
 * @param values the options given, by short name, with their arguments in order (empty for options without)
 * @param operands what follows the options
 */
record ParsedCommand(Map<String, List<String>> values, List<String> operands) {
    ParsedCommand {
        values = new LinkedHashMap<>(values);
        operands = List.copyOf(operands);
    }

    boolean has(String shortName) {
        return values.containsKey(shortName);
    }

    boolean hasAny(String... shortNames) {
        for (String name : shortNames) {
            if (has(name)) {
                return true;
            }
        }
        return false;
    }

    /** The argument of an option; the last if it was given several times. */
    Optional<String> value(String shortName) {
        List<String> all = values(shortName);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<String> values(String shortName) {
        return values.getOrDefault(shortName, List.of());
    }

    Optional<String> operand(int index) {
        return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
    }
}
