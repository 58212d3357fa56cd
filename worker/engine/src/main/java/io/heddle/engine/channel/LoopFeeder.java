package io.heddle.engine.channel;

import io.heddle.engine.operator.Input;
import org.jspecify.annotations.Nullable;

/** The feeder that is copied for each input of a plan. */
final class LoopFeeder extends Feeder {
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
        if (timestamps == null) {
            for (int i = 0; i < size; i++) {
                to.record(values[i], Input.NO_TIMESTAMP);
            }
        } else {
            for (int i = 0; i < size; i++) {
                to.record(values[i], timestamps[i]);
            }
        }
    }
}
