package io.heddle.core.plan;

import java.util.stream.IntStream;

/**
 * Which inputs of an operator fill its broadcast variables: the last ones, one for each, in the order of their names.
 *
 * @param first the ordinal of the first of them; greater than that of any input if there is none
 */
public record VariableInputs(int first) {
    /**
     * Those of one operator.
     *
     * @param ordinals of its inputs, in any order and as often as they have edges
     * @param variables how many it has
     */
    public static VariableInputs of(IntStream ordinals, int variables) {
        return new VariableInputs(
                variables == 0 ? Integer.MAX_VALUE : ordinals.max().orElseThrow() + 1 - variables);
    }

    /** Whether that input fills a variable. */
    public boolean has(int ordinal) {
        return ordinal >= first;
    }

    /** Which variable that input fills, from 0. */
    public int variable(int ordinal) {
        return ordinal - first;
    }

    /** The ordinal of the input that fills that variable. */
    public int ordinal(int variable) {
        return first + variable;
    }
}
