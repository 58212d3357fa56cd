package io.heddle.benchmarks.pipelines;

import io.heddle.api.functions.SourceFunction;
import io.heddle.benchmarks.Latencies;
import io.heddle.benchmarks.Paces;
import io.heddle.benchmarks.Probe;
import io.heddle.benchmarks.Usage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * First some records as fast as they go, counted from 0; then records at a rate, each being the time at which it was due, in
 * nanoseconds of {@link System#nanoTime}. Leaves in {@link Probe} how many cores the process used meanwhile, and how much later
 * than due it handed records over itself: so late is any thread that naps on this machine, whatever the engine does.
 */
@SuppressWarnings("deprecation")
final class PacedSource implements SourceFunction<Long> {
    private static final long NAP_NS = 20_000;
    private static final int RECORDS_PER_LOOK = 1_000;

    private final long first;
    private final long perSecond;
    private final int seconds;
    private final int patienceSeconds;
    private volatile boolean cancelled;

    PacedSource(long first, long perSecond, int seconds) {
        this(first, perSecond, seconds, 0);
    }

    /**
     * One that keeps its rate without being measured until the process has become calm.
     *
     * @param patienceSeconds how long at most
     */
    PacedSource(long first, long perSecond, int seconds, int patienceSeconds) {
        this.first = first;
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.patienceSeconds = patienceSeconds;
    }

    @Override
    public void run(SourceContext<Long> ctx) {
        for (long n = 0; n < first && !cancelled; n++) {
            ctx.collect(n);
        }
        if (patienceSeconds > 0) {
            calmDown(ctx);
        }
        long startNs = System.nanoTime();
        Probe.countFrom(startNs + TimeUnit.SECONDS.toNanos(Paces.WARM_UP_SECONDS));
        long total = perSecond * seconds;
        // The first third warms up.
        Usage.Span span = new Usage.Span(startNs + TimeUnit.SECONDS.toNanos(seconds) / 3);
        Latencies late = new Latencies("source");
        for (long n = 0; !cancelled; n++) {
            long dueNs =
                    startNs + (perSecond == 0 ? TimeUnit.SECONDS.toNanos(seconds) : n * 1_000_000_000L / perSecond);
            while (System.nanoTime() < dueNs && !cancelled) {
                span.look();
                nap(dueNs);
            }
            if (n >= total) {
                break;
            }
            if (n % RECORDS_PER_LOOK == 0) {
                // One that is behind never naps.
                span.look();
            }
            if (Probe.isCounted(dueNs)) {
                late.add(System.nanoTime() - dueNs);
            }
            ctx.collect(dueNs);
        }
        if (first == 0 && late.count() > 0) {
            late.publish();
        }
        if (span.hasBegun()) {
            Probe.fact("cores", span.cores());
        }
    }

    /** Sleeps a little, and not much longer than until then: naps of a source with little to do would be most of what is measured. */
    private void nap(long dueNs) {
        long mostNs = perSecond == 0 ? 1_000 * NAP_NS : 50 * NAP_NS;
        LockSupport.parkNanos(Math.max(NAP_NS, Math.min(mostNs, dueNs - System.nanoTime())));
    }

    private void calmDown(SourceContext<Long> ctx) {
        long startNs = System.nanoTime();
        Usage.Calm calm = new Usage.Calm();
        long untilNs = startNs + TimeUnit.SECONDS.toNanos(patienceSeconds);
        for (long n = 0; !cancelled && !calm.isReached() && System.nanoTime() < untilNs; n++) {
            long dueNs = startNs + n * 1_000_000_000L / perSecond;
            while (System.nanoTime() < dueNs && !cancelled) {
                nap(dueNs);
            }
            calm.look();
            ctx.collect(dueNs);
        }
        Probe.fact("calm-after-s", (System.nanoTime() - startNs) / 1e9);
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
