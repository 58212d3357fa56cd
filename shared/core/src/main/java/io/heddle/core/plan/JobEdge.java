package io.heddle.core.plan;

/**
 * Records on their way from one vertex to another.
 *
 * @param id position in the plan
 * @param sourceVertex where it begins
 * @param sourceOperator index in that vertex's chain
 * @param targetVertex where it ends
 * @param targetOperator index in that vertex's chain
 * @param inputOrdinal which input of the target operator, from 0
 * @param shipping how records choose their channel
 * @param partitioning a closed {@code io.heddle.api.plan.Partitioning} (key selectors, custom partitioners)
 * @param type a closed {@code io.heddle.api.types.TypeInformation} of the records
 * @param exchange pipelined or blocking
 * @param bufferTimeoutMs upper bound on the delay of a record in a buffer; 0 = none, -1 = only full buffers leave
 */
public record JobEdge(
        int id,
        int sourceVertex,
        int sourceOperator,
        int targetVertex,
        int targetOperator,
        int inputOrdinal,
        Shipping shipping,
        Closed partitioning,
        Closed type,
        Exchange exchange,
        long bufferTimeoutMs) {

    /** How records choose their channel, for whoever makes channels and for people. */
    public enum Shipping {
        FORWARD,
        REBALANCE,
        RESCALE,
        SHUFFLE,
        BROADCAST,
        GLOBAL,
        HASH,
        CUSTOM;

        /** Whether a producer subtask is connected with only some of the consumers. */
        public boolean isPointwise() {
            return this == FORWARD || this == RESCALE;
        }
    }

    /** When records are handed over. */
    public enum Exchange {
        /** At once, with back-pressure. */
        PIPELINED,
        /** When the producer has finished, from storage of the worker. */
        BLOCKING
    }
}
