package io.heddle.api.environment;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of bytes. Units are powers of 1024: {@code 64 mb} and {@code 64 MiB} mean the same. */
public final class MemorySize implements Serializable, Comparable<MemorySize> {
    private static final Pattern FORMAT = Pattern.compile("(\\d+)\\s*([a-z]*)");
    private final long bytes;

    /**
     * So many bytes.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public MemorySize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size must not be negative, but is " + bytes + ".");
        }
        this.bytes = bytes;
    }

    /** So many times 1024 * 1024 bytes. */
    public static MemorySize ofMebiBytes(long mebiBytes) {
        return new MemorySize(Math.multiplyExact(mebiBytes, 1L << 20));
    }

    /**
     * A size as text: a number and b, k, m, g or t with their longer forms; bytes if there is no unit.
     *
     * @throws IllegalArgumentException if it is no size or has an unknown unit
     */
    public static MemorySize parse(String text) {
        Matcher matcher = FORMAT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write for example 64 mb.");
        }
        int shift = switch (matcher.group(2)) {
            case "", "b", "bytes" -> 0;
            case "k", "kb", "kib", "kibibytes" -> 10;
            case "m", "mb", "mib", "mebibytes" -> 20;
            case "g", "gb", "gib", "gibibytes" -> 30;
            case "t", "tb", "tib", "tebibytes" -> 40;
            default ->
                throw new IllegalArgumentException("'" + text + "' has an unknown unit; use b, kb, mb, gb or tb.");
        };
        return new MemorySize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift));
    }

    /** The size in bytes. */
    public long getBytes() {
        return bytes;
    }

    /** The size in KiB, rounded down. */
    public long getKibiBytes() {
        return bytes >> 10;
    }

    /** The size in MiB, rounded down. */
    public int getMebiBytes() {
        return (int) (bytes >> 20);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemorySize size && size.bytes == bytes;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes + " bytes";
    }
}
