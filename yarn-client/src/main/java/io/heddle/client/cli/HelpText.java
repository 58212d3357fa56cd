package io.heddle.client.cli;

import java.util.ArrayList;
import java.util.List;

/** Help that fits the width of a terminal. */
final class HelpText {
    private static final int INDENT = 4;
    private static final int LEAST_TEXT = 30;

    private HelpText() {}

    /** Each option on a line of its own, its help beside it, wrapped. */
    static List<String> options(OptionTable table, int width) {
        List<OptionSpec> shown = table.specs().stream()
                .filter(spec -> !spec.is(OptionSpec.Trait.HIDDEN))
                .toList();
        int longest = shown.stream().mapToInt(spec -> head(spec).length()).max().orElse(0);
        int column = Math.min(longest + 2, Math.max(24, width - LEAST_TEXT));
        List<String> lines = new ArrayList<>();
        for (OptionSpec spec : shown) {
            String head = head(spec);
            List<String> text = wrap(spec.help(), Math.max(LEAST_TEXT, width - column));
            if (head.length() + 2 > column) {
                lines.add(head);
                head = "";
            }
            for (String line : text) {
                lines.add((head + " ".repeat(column - head.length()) + line).stripTrailing());
                head = "";
            }
        }
        return lines;
    }

    /** Words in lines of at most that width. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String head(OptionSpec spec) {
        String argument = spec.argument() == null ? "" : " " + spec.argument();
        String names = spec.shortName().equals(spec.longName())
                ? "--" + spec.longName()
                : "-" + spec.shortName() + ",--" + spec.longName();
        return " ".repeat(INDENT - 2) + names + argument;
    }
}
