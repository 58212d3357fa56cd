package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a command line left behind. */
record Outcome(String command, int exitCode, String out, String err) {

    Outcome exits(int expected) {
        assertEquals(expected, exitCode, this::toString);
        return this;
    }

    Outcome says(String part) {
        assertTrue(out.contains(part) || err.contains(part), () -> "'" + part + "' is not said by " + this);
        return this;
    }

    /** The only line on stdout. */
    String line() {
        String line = out.strip();
        assertEquals(1, line.lines().count(), this::toString);
        return line;
    }

    @Override
    public String toString() {
        return "'" + command + "' which ended with " + exitCode + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
}
