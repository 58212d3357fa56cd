package io.heddle.engine.operator;

import io.heddle.api.functions.Collector;

/** The collector of user functions: every record gets the timestamp of the record that caused it. */
public final class Emitter implements Collector<Object> {
    private final Input next;
    private long timestampMs = Input.NO_TIMESTAMP;

    public Emitter(Input next) {
        this.next = next;
    }

    /** The timestamp of what is emitted from now on. */
    public void timestampMs(long timestampMs) {
        this.timestampMs = timestampMs;
    }

    @Override
    public void collect(Object record) {
        try {
            next.record(record, timestampMs);
        } catch (Exception e) {
            throw DownstreamFailure.rethrow(e);
        }
    }
}
