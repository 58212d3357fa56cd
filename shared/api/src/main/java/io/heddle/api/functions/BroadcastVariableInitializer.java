package io.heddle.api.functions;

/**
 * Turns the records of a broadcast variable into another structure. Kept so that older programs compile: streams have
 * no broadcast variables, see {@link RuntimeContext#getBroadcastVariable}.
 */
public interface BroadcastVariableInitializer<T, O> {
    /** Builds the structure. */
    O initializeBroadcastVariable(Iterable<T> data);
}
