package io.heddle.core.time;

/** A clock that moves only when told to: for simulation and for tests that step objects by hand. */
public final class SettableClock implements Clock {
    private long nowNs;

    public SettableClock(long startMs) {
        nowNs = startMs * 1_000_000;
    }

    @Override
    public long wallMs() {
        return nowNs / 1_000_000;
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    /** Moves time forward by {@code ms} milliseconds. */
    public void advanceMs(long ms) {
        nowNs += ms * 1_000_000;
    }
}
