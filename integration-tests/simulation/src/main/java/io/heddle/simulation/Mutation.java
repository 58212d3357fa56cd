package io.heddle.simulation;

/** A defect planted in the simulated parts, to prove that the simulation would find one like it. */
public enum Mutation {
    NONE,
    /** Workers obey masters of lower epochs as well. */
    STALE_EPOCH_ACCEPTED,
    /** The ledger lets a fenced master append. */
    LEDGER_NOT_FENCED,
    /** Workers forget terminal states whose report was on a link that broke. */
    TERMINAL_STATE_FORGOTTEN,
    /** Sinks commit a transaction again when they are told so twice. */
    DOUBLE_COMMIT,
    /** A task's state is taken later than the barrier that its output was cut at. */
    BARRIER_SKIPPED,
    /** Workers commit what is only acknowledged, not complete. */
    EARLY_COMMIT
}
