package io.heddle.core.plan;

import java.util.List;

/**
 * One operator of a chain.
 *
 * @param nodeId number of the operator in the logical plan
 * @param operatorId identity of its state: 32 hexadecimal digits out of the uid or the plan's shape
 * @param uid what the user called it, or empty
 * @param name for people
 * @param spec a closed {@code io.heddle.api.plan.OperatorSpec}
 * @param outputType a closed {@code io.heddle.api.types.TypeInformation} of what it puts out, to copy records where the
 *     chain forks; empty bytes for a sink
 * @param inputEdges edges that end here, in order of input ordinal; empty for a source and for what is chained behind
 * @param outputs where its records go
 * @param variables the names of its broadcast variables, which are its last inputs, in this order
 */
public record ChainedOperator(
        int nodeId,
        String operatorId,
        String uid,
        String name,
        Closed spec,
        Closed outputType,
        List<Integer> inputEdges,
        List<OperatorOutput> outputs,
        List<String> variables) {

    /** An operator without broadcast variables. */
    public ChainedOperator(
            int nodeId,
            String operatorId,
            String uid,
            String name,
            Closed spec,
            Closed outputType,
            List<Integer> inputEdges,
            List<OperatorOutput> outputs) {
        this(nodeId, operatorId, uid, name, spec, outputType, inputEdges, outputs, List.of());
    }
}
