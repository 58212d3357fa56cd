package program;

import java.io.Serializable;
import java.util.function.UnaryOperator;

/** A function of a program that is loaded by a loader of its own. */
public final class Shout implements UnaryOperator<String>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String mark;
    private final Tone tone;

    public Shout(String mark, Tone tone) {
        this.mark = mark;
        this.tone = tone;
    }

    @Override
    public String apply(String text) {
        return tone.name() + ": " + text + mark;
    }

    /** An enum of the program. */
    public enum Tone {
        LOUD
    }

    /** A record of the program. */
    public record Word(String text, long count) implements Serializable {}

    /** A class without structure. */
    public static final class Opaque {
        private final StringBuilder text;

        public Opaque(String text) {
            this.text = new StringBuilder(text);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
