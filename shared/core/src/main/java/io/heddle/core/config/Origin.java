package io.heddle.core.config;

/**
 * Where a value was written.
 *
 * @param kind the sort of place
 * @param place file and line, the option, or empty
 */
public record Origin(Kind kind, String place) {
    /** The sorts of places, weakest first. */
    public enum Kind {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        CLUSTER,
        COMMAND_LINE,
        PROGRAM
    }

    /** The value built into the setting. */
    public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "");

    /** Written by the program through the API. */
    public static final Origin PROGRAM = new Origin(Kind.PROGRAM, "");

    public static Origin file(String path, int line) {
        return new Origin(Kind.FILE, path + ":" + line);
    }

    public static Origin commandLine(String option) {
        return new Origin(Kind.COMMAND_LINE, option);
    }

    public static Origin environment(String variable) {
        return new Origin(Kind.ENVIRONMENT, variable);
    }

    /** Decided while deploying, for example from what YARN told. */
    public static Origin cluster(String what) {
        return new Origin(Kind.CLUSTER, what);
    }

    /** Reads what {@link #toString()} wrote; a text of another shape counts as a place of kind CLUSTER. */
    public static Origin parse(String text) {
        for (Kind kind : Kind.values()) {
            String label = label(kind);
            if (text.equals(label)) {
                return new Origin(kind, "");
            }
            if (text.startsWith(label + " ")) {
                return new Origin(kind, text.substring(label.length() + 1));
            }
        }
        return cluster(text);
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case DEFAULT -> "default";
            case FILE -> "file";
            case ENVIRONMENT -> "environment";
            case CLUSTER -> "cluster";
            case COMMAND_LINE -> "command-line";
            case PROGRAM -> "program";
        };
    }

    @Override
    public String toString() {
        return place.isEmpty() ? label(kind) : label(kind) + " " + place;
    }
}
