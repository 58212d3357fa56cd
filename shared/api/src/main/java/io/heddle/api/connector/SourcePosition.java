package io.heddle.api.connector;

/**
 * Where a record stands in its source, in words for people who look for it.
 *
 * @param splitId the split
 * @param place where in the split, for example {@code offset 4711}
 */
public record SourcePosition(String splitId, String place) {}
