package io.heddle.api.plan;

/** A file every worker gets a copy of. */
public record CachedFile(String name, String path, boolean executable) {}
