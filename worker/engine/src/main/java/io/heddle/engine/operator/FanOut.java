package io.heddle.engine.operator;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One output with several readers in the chain: each but the last gets a copy, if records can change at all. */
public final class FanOut implements Input {
    private final Input[] copies;
    private final Input last;
    private final @Nullable UnaryOperator<Object> copier;

    /**
     * Passes on to all of {@code readers}.
     *
     * @param copier null if the records need no copy
     */
    public FanOut(List<Input> readers, @Nullable UnaryOperator<Object> copier) {
        this.copies = readers.subList(0, readers.size() - 1).toArray(Input[]::new);
        this.last = readers.get(readers.size() - 1);
        this.copier = copier;
    }

    @Override
    public void record(Object value, long timestampMs) throws Exception {
        for (Input each : copies) {
            each.record(copier == null ? value : copier.apply(value), timestampMs);
        }
        last.record(value, timestampMs);
    }

    @Override
    public void watermark(long timestampMs) throws Exception {
        for (Input each : copies) {
            each.watermark(timestampMs);
        }
        last.watermark(timestampMs);
    }

    @Override
    public void idle(boolean idle) throws Exception {
        for (Input each : copies) {
            each.idle(idle);
        }
        last.idle(idle);
    }
}
