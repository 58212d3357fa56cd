package io.heddle.engine.operator;

/** The emitter that is copied for each place of a plan. */
final class MainEmitter extends Emitter {
    private final Input next;
    private long timestampMs = Input.NO_TIMESTAMP;

    MainEmitter(Input next) {
        this.next = next;
    }

    @Override
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
