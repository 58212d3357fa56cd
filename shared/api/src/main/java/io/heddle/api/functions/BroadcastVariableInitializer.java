package io.heddle.api.functions;

/** Turns the records of a broadcast variable into another structure, such as a map by key. */
public interface BroadcastVariableInitializer<T, O> {
    /** Builds the structure; called once for each instance of the operator. */
    O initializeBroadcastVariable(Iterable<T> data);
}
