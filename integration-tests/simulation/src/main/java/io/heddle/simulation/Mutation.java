package io.heddle.simulation;

/** A defect planted in the simulated parts, to prove that the simulation would find one like it. */
public enum Mutation {
    NONE,
    /** The ledger lets a fenced master append. */
    LEDGER_NOT_FENCED,
    /** Workers forget terminal states whose report was on a link that broke. */
    TERMINAL_STATE_FORGOTTEN
}
