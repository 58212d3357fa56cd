package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.SourceFunction;
import io.heddle.benchmarks.Paces;
import io.heddle.benchmarks.Probe;
import io.heddle.benchmarks.Usage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * First some records as fast as they go, counted from 0; then records at a rate, each being the time at which it was due, in
 * nanoseconds of {@link System#nanoTime}. Leaves in {@link Probe} how many cores the process used meanwhile.
 */
@SuppressWarnings("deprecation")
final class PacedSource implements SourceFunction<Long> {
    private static final long NAP_NS = 20_000;
    private static final int RECORDS_PER_LOOK = 1_000;

    private final long first;
    private final long perSecond;
    private final int seconds;
    private volatile boolean cancelled;

    PacedSource(long first, long perSecond, int seconds) {
        this.first = first;
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    @Override
    public void run(SourceContext<Long> ctx) {
        for (long n = 0; n < first && !cancelled; n++) {
            ctx.collect(n);
        }
        long startNs = System.nanoTime();
        Probe.countFrom(startNs + TimeUnit.SECONDS.toNanos(Paces.WARM_UP_SECONDS));
        long total = perSecond * seconds;
        // The first third warms up.
        Usage.Span span = new Usage.Span(startNs + TimeUnit.SECONDS.toNanos(seconds) / 3);
        for (long n = 0; !cancelled; n++) {
            long dueNs =
                    startNs + (perSecond == 0 ? TimeUnit.SECONDS.toNanos(seconds) : n * 1_000_000_000L / perSecond);
            while (System.nanoTime() < dueNs && !cancelled) {
                span.look();
                LockSupport.parkNanos(perSecond == 0 ? 1_000 * NAP_NS : NAP_NS);
            }
            if (n >= total) {
                break;
            }
            if (n % RECORDS_PER_LOOK == 0) {
                // One that is behind never naps.
                span.look();
            }
            ctx.collect(dueNs);
        }
        if (span.hasBegun()) {
            Probe.fact("cores", span.cores());
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
