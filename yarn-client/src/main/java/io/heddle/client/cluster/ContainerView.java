package io.heddle.client.cluster;

/**
 * A container as YARN reports it.
 *
 * @param exitStatus of an ended container; YARN's own codes are negative
 * @param logUrl where its logs can be read, or empty
 */
public record ContainerView(String id, String node, boolean ended, int exitStatus, String diagnostics, String logUrl) {}
