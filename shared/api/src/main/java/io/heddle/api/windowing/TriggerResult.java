package io.heddle.api.windowing;

/** What a trigger decides. */
public enum TriggerResult {
    /** Nothing. */
    CONTINUE(false, false),
    /** Compute the window, then drop its content. */
    FIRE_AND_PURGE(true, true),
    /** Compute the window and keep its content. */
    FIRE(true, false),
    /** Drop the content without computing. */
    PURGE(false, true);

    private final boolean fire;
    private final boolean purge;

    TriggerResult(boolean fire, boolean purge) {
        this.fire = fire;
        this.purge = purge;
    }

    /** Whether to compute. */
    public boolean isFire() {
        return fire;
    }

    /** Whether to drop the content. */
    public boolean isPurge() {
        return purge;
    }
}
