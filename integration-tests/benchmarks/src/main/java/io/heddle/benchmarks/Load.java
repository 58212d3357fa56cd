package io.heddle.benchmarks;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that come at a rate once the first ones have filled the state, and go on over restarts of the job; what its tasks
 * and the one who restarts it, all in this process, know of each other. Thread-safe.
 */
public final class Load {
    /** A record that is put out later than this after it was due is late. */
    private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** The load has caught up when so many records in a row were not late. */
    private static final int IN_A_ROW = 1_000;

    private static final AtomicReference<@Nullable Load> CURRENT = new AtomicReference<>();

    private final long keys;
    private final long perSecond;
    private final AtomicLong startNs = new AtomicLong();
    private final AtomicLong hurriedFrom = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastNs = new AtomicLong();
    private final AtomicLong longestGapNs = new AtomicLong();
    private final AtomicLong firstNs = new AtomicLong();
    private final AtomicLong punctual = new AtomicLong();
    private final AtomicLong caughtUpNs = new AtomicLong();

    private Load(long keys, long perSecond) {
        this.keys = keys;
        this.perSecond = perSecond;
    }

    /** A load whose first {@code keys} numbers come as fast as they go, to be found by the tasks of this process. */
    public static Load begin(long keys, long perSecond) {
        Load load = new Load(keys, perSecond);
        CURRENT.set(load);
        return load;
    }

    /** The one that was begun last. */
    public static Load current() {
        return Objects.requireNonNull(CURRENT.get(), "no load was begun");
    }

    /** When a number is due, on the clock of {@link System#nanoTime}; none is while the first ones are not through. */
    public long dueNs(long n) {
        if (n < keys || n >= hurriedFrom.get()) {
            return System.nanoTime();
        }
        startNs.compareAndSet(0, System.nanoTime());
        return startNs.get() + (n - keys) * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Whether the numbers that fill are through and the others come. */
    public boolean isFilled() {
        return startNs.get() != 0;
    }

    /** A number is put out. */
    public void arrived(long n) {
        if (n < keys) {
            return;
        }
        long nowNs = System.nanoTime();
        firstNs.compareAndSet(0, nowNs);
        long gapNs = nowNs - lastNs.getAndSet(nowNs);
        longestGapNs.accumulateAndGet(gapNs, Math::max);
        if (nowNs - dueNs(n) > LATE_NS) {
            punctual.set(0);
        } else if (punctual.incrementAndGet() == IN_A_ROW) {
            caughtUpNs.compareAndSet(0, nowNs);
        }
    }

    /** From now on gaps, the first arrival and catching up are those after an interruption. */
    public void interrupted() {
        punctual.set(0);
        longestGapNs.set(0);
        firstNs.set(0);
        caughtUpNs.set(0);
    }

    /** When the first number since the interruption was put out; 0 if none was. */
    public long firstNs() {
        return firstNs.get();
    }

    /** Since when numbers come in time again; 0 if they do not. */
    public long caughtUpNs() {
        return caughtUpNs.get();
    }

    /** The longest time without any number put out. */
    public long longestGapNs() {
        return longestGapNs.get();
    }

    /** What is left comes as fast as it goes. */
    public void hurry() {
        hurriedFrom.set(keys);
    }
}
