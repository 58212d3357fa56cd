package io.heddle.engine.source;

import io.heddle.api.eventtime.Watermark;
import io.heddle.engine.operator.DownstreamFailure;
import io.heddle.engine.operator.Input;

/** The output that is copied for each source; the strategy "no watermarks" drops those of the reader as well. */
final class DirectOutput extends PlainOutput {
    private final Input next;
    private long emitted;

    DirectOutput(Input next) {
        this.next = next;
    }

    @Override
    long emitted() {
        return emitted;
    }

    @Override
    public void collect(Object record) {
        collect(record, Input.NO_TIMESTAMP);
    }

    @Override
    public void collect(Object record, long timestamp) {
        emitted++;
        try {
            next.record(record, timestamp);
        } catch (Exception e) {
            throw DownstreamFailure.rethrow(e);
        }
    }

    @Override
    public void emitWatermark(Watermark watermark) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
}
