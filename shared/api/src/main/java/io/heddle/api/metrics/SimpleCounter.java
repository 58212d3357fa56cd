package io.heddle.api.metrics;

/** A counter for one thread. */
public class SimpleCounter implements Counter {
    private long count;

    /** Starts at zero. */
    public SimpleCounter() {}

    @Override
    public void inc() {
        count++;
    }

    @Override
    public void inc(long n) {
        count += n;
    }

    @Override
    public void dec() {
        count--;
    }

    @Override
    public void dec(long n) {
        count -= n;
    }

    @Override
    public long getCount() {
        return count;
    }
}
