package io.heddle.engine.channel;

import io.heddle.engine.operator.Input;
import org.jspecify.annotations.Nullable;

/** The feeder that is copied for each input of a plan. */
final class LoopFeeder extends Feeder {
    /** How many records are announced together: enough for their cache misses to overlap, few enough to stay in the cache. */
    private static final int AHEAD = 32;

    private final Input input;

    LoopFeeder(Input input) {
        this.input = input;
    }

    @Override
    public void feed(RecordBatch batch) throws Exception {
        Object[] values = batch.values();
        long @Nullable [] timestamps = batch.timestamps();
        int size = batch.size();
        Input to = input;
        for (int from = 0; from < size; from += AHEAD) {
            int end = Math.min(size, from + AHEAD);
            to.ahead(values, from, end);
            if (timestamps == null) {
                for (int i = from; i < end; i++) {
                    to.record(values[i], Input.NO_TIMESTAMP);
                }
            } else {
                for (int i = from; i < end; i++) {
                    to.record(values[i], timestamps[i]);
                }
            }
        }
    }
}
