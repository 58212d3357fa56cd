package io.heddle.core.plan;

/**
 * Objects of the user's program in serialised form (see {@code io.heddle.core.usercode}); opaque to all but a worker.
 *
 * @param bytes the closure
 * @param description class name for people
 */
public record Closed(byte[] bytes, String description) {}
