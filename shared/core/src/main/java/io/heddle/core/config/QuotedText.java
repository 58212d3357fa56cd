package io.heddle.core.config;

import java.util.ArrayList;
import java.util.List;

/** Parts of a value between separators; a part that holds one stands in single quotes, a quote inside is doubled. */
final class QuotedText {
    private QuotedText() {}

    /** The parts, still quoted; blank ones are left out. */
    static List<String> split(String text, char separator, char other) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? separator : text.charAt(i);
            if (c == '\'' && i < text.length()) {
                quoted = !quoted;
            } else if (i == text.length() || (!quoted && (c == separator || c == other))) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    static String unquote(String part) {
        boolean quoted = part.length() >= 2 && part.startsWith("'") && part.endsWith("'");
        return quoted ? part.substring(1, part.length() - 1).replace("''", "'") : part;
    }

    static String quote(String part) {
        boolean plain = part.chars().noneMatch(c -> c == ',' || c == ';' || c == ':' || c == '=' || c == '\'');
        return plain ? part : "'" + part.replace("'", "''") + "'";
    }
}
