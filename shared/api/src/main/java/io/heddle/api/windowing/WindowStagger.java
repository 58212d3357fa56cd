package io.heddle.api.windowing;

/** When processing-time windows of different instances fire: all together or spread out. */
public enum WindowStagger {
    /** All together. */
    ALIGNED,
    /** Spread evenly at random. */
    RANDOM,
    /** By the time of the first record. */
    NATURAL
}
