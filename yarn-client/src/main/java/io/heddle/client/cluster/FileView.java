package io.heddle.client.cluster;

/** A file in the cluster's file system, as YARN wants to have it described. */
public record FileView(String uri, long lengthBytes, long modifiedAtMs) {}
