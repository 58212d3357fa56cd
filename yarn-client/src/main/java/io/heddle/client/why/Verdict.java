package io.heddle.client.why;

import java.util.List;

/**
 * A death certificate.
 *
 * @param cause one sentence
 * @param attributedTo whose doing it was
 * @param evidence what it rests on
 * @param mend what to do
 */
public record Verdict(String cause, Blame attributedTo, List<String> evidence, String mend) {
    /** Whose doing an end was. */
    public enum Blame {
        /** Nobody's: it ended as it should. */
        NOBODY,
        USER_CODE,
        MEMORY,
        NODE,
        SCHEDULER,
        OPERATOR,
        HEDDLE,
        /** A system beside YARN: the file system, a database, a queue. */
        EXTERNAL,
        UNKNOWN
    }
}
