package io.heddle.cluster.programs;

import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.ResultFuture;
import io.heddle.api.functions.RichAsyncFunction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Corrects a reading by what a slow neighbour answers, one call later than the other; may be busy the first time. */
final class Calibration extends RichAsyncFunction<Reading, Reading> {
    private static final long serialVersionUID = 1L;
    private static final int SLOWEST_MS = 8;
    private static final int BUSY_FOR = 17;

    private final boolean mayBeBusy;
    private transient ScheduledExecutorService neighbour;
    private transient Set<Reading> refused;

    /** The neighbour asks for another try. */
    static final class Busy extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Calibration(boolean mayBeBusy) {
        this.mayBeBusy = mayBeBusy;
    }

    @Override
    public void open(OpenContext context) {
        neighbour = Executors.newSingleThreadScheduledExecutor();
        refused = new HashSet<>();
    }

    @Override
    public void asyncInvoke(Reading reading, ResultFuture<Reading> result) {
        boolean busy = mayBeBusy && reading.sequence() % BUSY_FOR == 0 && refused.add(reading);
        Runnable answer = busy
                ? () -> result.completeExceptionally(new Busy())
                : () -> result.complete(List.of(new Reading(
                        reading.sensor(), reading.sequence(), reading.timeMs(), reading.amount() + reading.sensor())));
        if (!busy) {
            refused.remove(reading);
        }
        Future<?> unused = neighbour.schedule(answer, reading.sequence() % SLOWEST_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        if (neighbour != null) {
            neighbour.shutdownNow();
        }
    }
}
