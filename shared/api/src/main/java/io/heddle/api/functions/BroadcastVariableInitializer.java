package io.heddle.api.functions;

/** Turns the records of a broadcast variable into another structure, once per process. */
public interface BroadcastVariableInitializer<T, O> {
    /** Builds the structure. */
    O initializeBroadcastVariable(Iterable<T> data);
}
