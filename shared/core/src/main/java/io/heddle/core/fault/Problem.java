package io.heddle.core.fault;

/**
 * A failure worded for the person who must mend it.
 *
 * @param what what happened, one sentence
 * @param why the cause as far as it is known, or empty
 * @param mend what to do about it, or empty
 */
public record Problem(String what, String why, String mend) {

    /** The same, told of from further outside: what it was a part of comes first. */
    public Problem within(String whole) {
        return new Problem(whole + ' ' + what, why, mend);
    }

    /** The sentences in a row, as they are printed on a terminal. */
    public String sentence() {
        StringBuilder text = new StringBuilder(what);
        for (String part : new String[] {why, mend}) {
            if (!part.isEmpty()) {
                text.append(' ').append(part);
            }
        }
        return text.toString();
    }
}
