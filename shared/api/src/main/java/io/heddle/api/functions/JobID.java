package io.heddle.api.functions;

import java.io.Serializable;
import java.util.HexFormat;
import java.util.UUID;

/** The id of a job: 128 bits, written as 32 hexadecimal digits. */
public record JobID(long upper, long lower) implements Serializable, Comparable<JobID> {
    /** A random id. */
    public static JobID generate() {
        UUID uuid = UUID.randomUUID();
        return new JobID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /**
     * Reads 32 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is not that
     */
    public static JobID fromHexString(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException(
                    "A job id has 32 hexadecimal digits, but this has " + hex.length() + ": " + hex);
        }
        try {
            return new JobID(
                    Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A job id has 32 hexadecimal digits; this is not one: " + hex, e);
        }
    }

    /** The 32 hexadecimal digits. */
    public String toHexString() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(upper) + format.toHexDigits(lower);
    }

    @Override
    public int compareTo(JobID other) {
        int byUpper = Long.compareUnsigned(upper, other.upper);
        return byUpper != 0 ? byUpper : Long.compareUnsigned(lower, other.lower);
    }

    @Override
    public String toString() {
        return toHexString();
    }
}
