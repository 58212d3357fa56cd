package io.heddle.core.plan;

/**
 * A way out of an operator.
 *
 * @param sideOutput id of the side output, or empty for the main output
 * @param chainedOperator index of the next operator in the same chain, or -1
 * @param inputOrdinal which input of that operator, from 0
 * @param edge id of the edge that leaves the task, or -1
 * @param sideType a closed {@code io.heddle.api.types.TypeInformation} of the records of a side output that stays in the chain, to copy
 *     them where it forks; empty bytes for the main output, and for an edge, which has a type
 */
public record OperatorOutput(String sideOutput, int chainedOperator, int inputOrdinal, int edge, Closed sideType) {
    private static final Closed KNOWN = new Closed(new byte[0], "");

    /** The main output, to the next operator of the chain. */
    public static OperatorOutput chained(int operator, int inputOrdinal) {
        return new OperatorOutput("", operator, inputOrdinal, -1, KNOWN);
    }

    /** A side output whose records are of that type, to the next operator of the chain. */
    public static OperatorOutput chainedSide(String sideOutput, int operator, int inputOrdinal, Closed type) {
        return new OperatorOutput(sideOutput, operator, inputOrdinal, -1, type);
    }

    public static OperatorOutput leaving(String sideOutput, int edge) {
        return new OperatorOutput(sideOutput, -1, 0, edge, KNOWN);
    }
}
