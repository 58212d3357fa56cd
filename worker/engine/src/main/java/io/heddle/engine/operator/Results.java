package io.heddle.engine.operator;

/** Takes what collecting sinks hand back to the client. */
@FunctionalInterface
public interface Results {

    /**
     * A batch of results.
     *
     * @param offset number of the first record as the execution counts
     * @param records serialised by the sink's type, back to back
     * @param last whether nothing follows
     */
    void collected(String resultId, long offset, int count, byte[] records, boolean last);
}
