package io.heddle.core.plan;

/**
 * A way out of an operator.
 *
 * @param sideOutput id of the side output, or empty for the main output
 * @param chainedOperator index of the next operator in the same chain, or -1
 * @param inputOrdinal which input of that operator, from 0
 * @param edge id of the edge that leaves the task, or -1
 */
public record OperatorOutput(String sideOutput, int chainedOperator, int inputOrdinal, int edge) {

    public static OperatorOutput chained(String sideOutput, int operator, int inputOrdinal) {
        return new OperatorOutput(sideOutput, operator, inputOrdinal, -1);
    }

    public static OperatorOutput leaving(String sideOutput, int edge) {
        return new OperatorOutput(sideOutput, -1, 0, edge);
    }
}
