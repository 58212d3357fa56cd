package io.heddle.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a command line left behind. */
record Outcome(String command, int exitCode, String out, String err) {
    private static final Pattern APPLICATION = Pattern.compile("application_\\d+_\\d+");
    private static final Pattern JOB = Pattern.compile("\\b[0-9a-f]{32}\\b");

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

    /** The job that it names. */
    String job() {
        Matcher found = JOB.matcher(out + err);
        return found.find() ? found.group() : fail("no job in " + this);
    }

    /** The application that it names. */
    String application() {
        Matcher found = APPLICATION.matcher(out + err);
        return found.find() ? found.group() : fail("no application in " + this);
    }

    boolean namesApplication() {
        return APPLICATION.matcher(out + err).find();
    }

    boolean namesJob() {
        return JOB.matcher(out + err).find();
    }

    @Override
    public String toString() {
        return "'" + command + "' which ended with " + exitCode + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
}
