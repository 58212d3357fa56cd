package io.heddle.api.windowing;

/**
 * When processing-time windows of different instances would fire: all together or spread out. Kept so that imports of
 * older programs compile; no assigner takes it, and all fire together.
 */
public enum WindowStagger {
    /** All together. */
    ALIGNED,
    /** Spread evenly at random. */
    RANDOM,
    /** By the time of the first record. */
    NATURAL
}
