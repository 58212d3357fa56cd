package io.heddle.core.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Random;

/** A job's identity: 32 lower-case hexadecimal digits. */
public record JobId(@JsonValue String hex) implements Comparable<JobId> {

    @JsonCreator
    public JobId {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A job id has 32 hexadecimal digits, not '" + hex + "'.");
        }
    }

    /** A new id out of {@code random}, which is a port: simulation passes a seeded one. */
    public static JobId random(Random random) {
        return new JobId(String.format("%016x%016x", random.nextLong(), random.nextLong()));
    }

    @Override
    public int compareTo(JobId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
