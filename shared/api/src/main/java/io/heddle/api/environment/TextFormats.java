package io.heddle.api.environment;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations, maps and lists are written in settings. */
final class TextFormats {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*([a-zA-Zµ]*)");

    private TextFormats() {}

    static Duration parseDuration(String text) {
        if (text.startsWith("P") || text.startsWith("p")) {
            return Duration.parse(text);
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(amount);
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(amount);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(amount);
            case "h", "hour", "hours" -> Duration.ofHours(amount);
            case "d", "day", "days" -> Duration.ofDays(amount);
            case "us", "µs", "micro", "micros", "microsecond", "microseconds" -> Duration.of(amount, ChronoUnit.MICROS);
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> Duration.ofNanos(amount);
            default -> throw new IllegalArgumentException(text);
        };
    }

    static String printDuration(Duration value) {
        return value.toNanosPart() % 1_000_000 == 0 ? value.toMillis() + " ms" : value.toNanos() + " ns";
    }

    static Map<String, String> parseMap(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String pair : split(text, ',')) {
            int colon = afterQuotes(pair, ':');
            if (colon < 0) {
                throw new IllegalArgumentException(text);
            }
            map.put(unquoted(pair.substring(0, colon)), unquoted(pair.substring(colon + 1)));
        }
        return map;
    }

    static String printMap(Map<?, ?> map) {
        StringJoiner joiner = new StringJoiner(",");
        map.forEach((key, value) -> joiner.add(quoted(key.toString()) + ":" + quoted(value.toString())));
        return joiner.toString();
    }

    static List<String> parseList(String text) {
        return split(text, ';').stream().map(TextFormats::unquoted).toList();
    }

    static String printList(List<?> values) {
        StringJoiner joiner = new StringJoiner(";");
        values.forEach(value -> joiner.add(quoted(value.toString())));
        return joiner.toString();
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == ';' || c == ':' || c == '=' || c == '\'');
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1).replace("''", "'") : text;
    }

    private static int afterQuotes(String text, char wanted) {
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                inQuotes = !inQuotes;
            } else if (text.charAt(i) == wanted && !inQuotes) {
                return i;
            }
        }
        return -1;
    }

    /** Splits at a separator outside of single quotes; the parts keep their quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = afterQuotes(rest, separator);
            parts.add(end < 0 ? rest : rest.substring(0, end));
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        return parts;
    }
}
