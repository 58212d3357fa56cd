package io.heddle.api.environment;

/** What becomes of checkpoints when the job ends without having finished. */
public enum ExternalizedCheckpointRetention {
    /** Deleted when the job is cancelled, kept when it fails. */
    DELETE_ON_CANCELLATION,
    /** Kept when it is cancelled and when it fails; what clusters do unless configured otherwise. */
    RETAIN_ON_CANCELLATION,
    /** Always deleted. */
    NO_EXTERNALIZED_CHECKPOINTS
}
