package io.heddle.core.config;

import java.util.Locale;

/**
 * An amount of memory.
 *
 * @param bytes never negative
 */
public record MemorySize(long bytes) implements Comparable<MemorySize> {
    public static final MemorySize ZERO = new MemorySize(0);
    public static final MemorySize MAX = new MemorySize(Long.MAX_VALUE);

    private static final long MIB = 1L << 20;

    public MemorySize {
        if (bytes < 0) {
            throw new IllegalArgumentException("an amount of memory cannot be negative: " + bytes + " bytes");
        }
    }

    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(Math.multiplyExact(mebiBytes, MIB));
    }

    /** Reads {@code 800m}, {@code 1 gb}, {@code 512 kib} or a bare number of bytes. */
    public static MemorySize parse(String text) {
        return parse(text, 1);
    }

    /** Reads {@code 800m}, {@code 1 gb} or a bare number of mebibytes, as the memory options of the command line do. */
    public static MemorySize parseBareAsMebiBytes(String text) {
        return parse(text, MIB);
    }

    private static MemorySize parse(String text, long bareUnitBytes) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < trimmed.length() && (Character.isDigit(trimmed.charAt(end)) || trimmed.charAt(end) == '.')) {
            end++;
        }
        String number = trimmed.substring(0, end);
        String unit = trimmed.substring(end).strip();
        if (number.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no amount of memory; write for example 800m or 2g");
        }
        long unitBytes = unit.isEmpty() ? bareUnitBytes : unitBytes(unit, text);
        try {
            if (number.indexOf('.') < 0) {
                return new MemorySize(Math.multiplyExact(Long.parseLong(number), unitBytes));
            }
            return new MemorySize((long) (Double.parseDouble(number) * unitBytes));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no amount of memory that a machine could have", e);
        }
    }

    private static long unitBytes(String unit, String text) {
        return switch (unit) {
            case "b", "byte", "bytes" -> 1L;
            case "k", "kb", "kib", "kibibyte", "kibibytes" -> 1L << 10;
            case "m", "mb", "mib", "mebibyte", "mebibytes" -> MIB;
            case "g", "gb", "gib", "gibibyte", "gibibytes" -> 1L << 30;
            case "t", "tb", "tib", "tebibyte", "tebibytes" -> 1L << 40;
            default ->
                throw new IllegalArgumentException("'" + text + "' has the unknown unit '" + unit
                        + "'; known are b, k, m, g, t (also kb, mb, ...)");
        };
    }

    /** Whole mebibytes, rounded down. */
    public long mebiBytes() {
        return bytes / MIB;
    }

    /** Whole mebibytes, rounded up. */
    public long mebiBytesRoundedUp() {
        return (bytes + MIB - 1) / MIB;
    }

    public MemorySize plus(MemorySize other) {
        return new MemorySize(Math.addExact(bytes, other.bytes));
    }

    /** The difference; the other must not be larger. */
    public MemorySize minus(MemorySize other) {
        return new MemorySize(bytes - other.bytes);
    }

    public MemorySize times(double factor) {
        return new MemorySize((long) (bytes * factor));
    }

    public boolean isLargerThan(MemorySize other) {
        return bytes > other.bytes;
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form, such as {@code 800m}; readable by {@link #parse(String)}. */
    @Override
    public String toString() {
        if (bytes != 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "g";
        }
        if (bytes != 0 && bytes % MIB == 0) {
            return (bytes >> 20) + "m";
        }
        if (bytes != 0 && bytes % 1024 == 0) {
            return (bytes >> 10) + "k";
        }
        return bytes + "b";
    }
}
