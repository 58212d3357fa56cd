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
            List<String> parts = split(pair, ':');
            if (parts.size() < 2) {
                throw new IllegalArgumentException(text);
            }
            map.put(parts.get(0), String.join(":", parts.subList(1, parts.size())));
        }
        return map;
    }

    static String printMap(Map<?, ?> map) {
        StringJoiner joiner = new StringJoiner(",");
        map.forEach((key, value) ->
                joiner.add(quoted(quoted(key.toString(), ':') + ":" + quoted(value.toString(), ':'), ',')));
        return joiner.toString();
    }

    static List<String> parseList(String text) {
        return split(text, ';');
    }

    static String printList(List<?> values) {
        StringJoiner joiner = new StringJoiner(";");
        values.forEach(value -> joiner.add(quoted(value.toString(), ';')));
        return joiner.toString();
    }

    private static String quoted(String text, char separator) {
        return text.indexOf(separator) < 0 && text.indexOf('\'') < 0 ? text : "'" + text.replace("'", "''") + "'";
    }

    /** Splits at a separator outside of single quotes; a doubled quote inside stands for one. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        if (text.isEmpty()) {
            return parts;
        }
        StringBuilder part = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' && inQuotes && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                part.append(c);
                i++;
            } else if (c == '\'' && (inQuotes || part.isEmpty())) {
                inQuotes = !inQuotes;
            } else if (c == separator && !inQuotes) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
