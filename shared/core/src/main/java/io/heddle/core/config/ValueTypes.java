package io.heddle.core.config;

import io.heddle.core.transport.PortRange;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The value types of all settings. */
final class ValueTypes {
    static final ValueType<PortRange> PORTS = new ValueType<>("ports", PortRange::parse, PortRange::toString);
    static final ValueType<String> TEXT = new ValueType<>("text", String::strip, v -> v);
    static final ValueType<Boolean> BOOLEAN = new ValueType<>("boolean", ValueTypes::parseBoolean, String::valueOf);
    static final ValueType<Integer> INTEGER = new ValueType<>("integer", ValueTypes::parseInteger, String::valueOf);
    static final ValueType<Long> LONG = new ValueType<>("integer", ValueTypes::parseLong, String::valueOf);
    static final ValueType<Double> NUMBER = new ValueType<>("number", ValueTypes::parseDouble, String::valueOf);
    static final ValueType<MemorySize> MEMORY = new ValueType<>("memory", MemorySize::parse, MemorySize::toString);
    static final ValueType<Duration> DURATION = duration(ChronoUnit.MILLIS);
    static final ValueType<List<String>> LIST =
            new ValueType<>("list", ValueTypes::parseList, v -> String.join(";", v));
    static final ValueType<Map<String, String>> MAP =
            new ValueType<>("map", ValueTypes::parseMap, ValueTypes::formatMap);

    private ValueTypes() {}

    /** A duration whose bare number counts the given unit. */
    static ValueType<Duration> duration(ChronoUnit bareUnit) {
        return new ValueType<>("duration", text -> parseDuration(text, bareUnit), ValueTypes::formatDuration);
    }

    /** One of an enum's constants: case does not matter, nor does '-' for '_'; older names are accepted beside them. */
    static <E extends Enum<E>> ValueType<E> choice(Class<E> type, Map<String, E> olderNames) {
        Map<String, E> names = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            names.put(normal(constant.name()), constant);
        }
        olderNames.forEach((name, constant) -> names.put(normal(name), constant));
        String shown = Arrays.stream(type.getEnumConstants())
                .map(ValueTypes::formatChoice)
                .collect(Collectors.joining(" | "));
        return new ValueType<>(
                shown,
                text -> {
                    E found = names.get(normal(text));
                    if (found == null) {
                        throw new IllegalArgumentException("'" + text.strip() + "' is none of " + shown);
                    }
                    return found;
                },
                ValueTypes::formatChoice);
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static String formatChoice(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Boolean parseBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text.strip() + "' is neither true nor false");
        };
    }

    private static Integer parseInteger(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no whole number", e);
        }
    }

    private static Long parseLong(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no whole number", e);
        }
    }

    private static Double parseDouble(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no number", e);
        }
    }

    private static Duration parseDuration(String text, ChronoUnit bareUnit) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        int end = trimmed.startsWith("-") ? 1 : 0;
        while (end < trimmed.length() && Character.isDigit(trimmed.charAt(end))) {
            end++;
        }
        String unit = trimmed.substring(end).strip();
        try {
            long amount = Long.parseLong(trimmed.substring(0, end));
            return Duration.of(amount, unit.isEmpty() ? bareUnit : unit(unit, text));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text.strip() + "' is no duration; write for example 500ms, 10 s or 5 min", e);
        }
    }

    private static ChronoUnit unit(String unit, String text) {
        return switch (unit) {
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> ChronoUnit.NANOS;
            case "us", "\u00b5s", "micro", "micros", "microsecond", "microseconds" -> ChronoUnit.MICROS;
            case "ms", "milli", "millis", "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
            case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
            case "m", "min", "minute", "minutes" -> ChronoUnit.MINUTES;
            case "h", "hour", "hours" -> ChronoUnit.HOURS;
            case "d", "day", "days" -> ChronoUnit.DAYS;
            default ->
                throw new IllegalArgumentException("'" + text.strip() + "' has the unknown unit '" + unit
                        + "'; known are ns, us, ms, s, min, h, d");
        };
    }

    private static String formatDuration(Duration value) {
        long nanos = value.toNanosPart();
        if (nanos % 1_000_000 != 0) {
            return value.toNanos() + " ns";
        }
        long millis = value.toMillis();
        if (millis != 0 && millis % 86_400_000L == 0) {
            return millis / 86_400_000L + " d";
        }
        if (millis != 0 && millis % 3_600_000L == 0) {
            return millis / 3_600_000L + " h";
        }
        if (millis != 0 && millis % 60_000L == 0) {
            return millis / 60_000L + " min";
        }
        if (millis != 0 && millis % 1_000L == 0) {
            return millis / 1_000L + " s";
        }
        return millis + " ms";
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split("[;,]", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Map<String, String> parseMap(String text) {
        Map<String, String> map = new TreeMap<>();
        for (String part : QuotedText.split(text, ',', ';')) {
            int split = firstOf(part, ':', '=');
            if (split < 0) {
                throw new IllegalArgumentException("'" + part + "' is no pair; write key:value,key:value");
            }
            map.put(
                    QuotedText.unquote(part.substring(0, split).strip()),
                    QuotedText.unquote(part.substring(split + 1).strip()));
        }
        return map;
    }

    private static int firstOf(String text, char first, char second) {
        int a = text.indexOf(first);
        int b = text.indexOf(second);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    private static String formatMap(Map<String, String> map) {
        return map.entrySet().stream()
                .map(e -> QuotedText.quote(e.getKey()) + ":" + QuotedText.quote(e.getValue()))
                .collect(Collectors.joining(","));
    }
}
