package io.heddle.core.checkpoint;

/** What a segment of a snapshot holds and how it is dealt out when the parallelism changes. */
public enum StateKind {
    /** Keyed state and timers of a range of key groups. */
    KEYED,
    /** One indivisible element of operator list state: the master deals these out round robin. */
    OPERATOR_LIST,
    /** Many elements of operator list state: with another parallelism every new task gets all and takes its share. */
    OPERATOR_ELEMENTS,
    /** Operator list state, every new task gets all of it. */
    OPERATOR_UNION,
    /** Broadcast state, the same in every task. */
    BROADCAST,
    /** In-flight data of an input channel. */
    INPUT_CHANNEL,
    /** In-flight data of an output channel. */
    OUTPUT_CHANNEL,
    /** The state of a split enumerator or of another single instance. */
    SINGLETON
}
