package io.heddle.api.connector;

/**
 * A sink or sink function whose output becomes visible with checkpoints only. A streaming job with one is refused unless
 * checkpoints are on; a batch job makes the output visible at its end.
 */
public interface NeedsCheckpoints {}
