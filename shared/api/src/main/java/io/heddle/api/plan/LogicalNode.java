package io.heddle.api.plan;

import io.heddle.api.types.TypeInformation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator of the program.
 *
 * @param id unique in the plan
 * @param spec what it does
 * @param inputs where its records come from
 * @param name what people read
 * @param uid the user's id of its state, or null
 * @param uidHash the user's operator id (32 hexadecimal digits) of its state, or null
 * @param parallelism the user's choice, or -1
 * @param maxParallelism the user's choice, or -1
 * @param slotSharingGroup the user's choice, or null: that of its inputs if they agree
 * @param chaining whether it may share a task
 * @param bufferTimeoutMs how long its output may wait in a buffer: -1 until it is full, {@link #UNSET} the job's setting
 * @param outputType the type of its main output; null for a sink
 * @param variables the names of its broadcast variables, which are its last inputs, in this order
 * @param callSite the line of the program that made it, for messages; may be empty
 */
public record LogicalNode(
        int id,
        OperatorSpec spec,
        List<NodeInput> inputs,
        String name,
        @Nullable String uid,
        @Nullable String uidHash,
        int parallelism,
        int maxParallelism,
        @Nullable String slotSharingGroup,
        ChainingStrategy chaining,
        long bufferTimeoutMs,
        @Nullable TypeInformation<?> outputType,
        List<String> variables,
        String callSite) {
    /** The buffer time-out that means "not set". */
    public static final long UNSET = Long.MIN_VALUE;

    /** The operator as a message names it: its name, and the line of the program that made it if that is known. */
    public String described() {
        return "'" + name + "'" + (callSite.isEmpty() ? "" : " (" + callSite + ")");
    }
}
