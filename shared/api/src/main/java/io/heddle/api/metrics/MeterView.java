package io.heddle.api.metrics;

/**
 * A meter over a counter: the average rate of a time span, 60 seconds by default, brought up to date every 5 seconds.
 * In its first time span it is too low, since it counts from zero.
 */
public class MeterView implements Meter, View {
    private final Counter counter;
    private final int timeSpanInSeconds;
    private final long[] values;
    private int position;
    private double currentRate;

    /**
     * A meter over its own counter.
     *
     * @param timeSpanInSeconds the span, rounded down to a multiple of five seconds, at least five
     */
    public MeterView(int timeSpanInSeconds) {
        this(new SimpleCounter(), timeSpanInSeconds);
    }

    /** A meter over a counter, 60 seconds. */
    public MeterView(Counter counter) {
        this(counter, 60);
    }

    /**
     * A meter over a counter.
     *
     * @param timeSpanInSeconds the span, rounded down to a multiple of five seconds, at least five
     */
    public MeterView(Counter counter, int timeSpanInSeconds) {
        this.counter = counter;
        this.timeSpanInSeconds =
                Math.max(timeSpanInSeconds - timeSpanInSeconds % UPDATE_INTERVAL_SECONDS, UPDATE_INTERVAL_SECONDS);
        this.values = new long[this.timeSpanInSeconds / UPDATE_INTERVAL_SECONDS + 1];
    }

    @Override
    public void markEvent() {
        counter.inc();
    }

    @Override
    public void markEvent(long n) {
        counter.inc(n);
    }

    @Override
    public long getCount() {
        return counter.getCount();
    }

    @Override
    public double getRate() {
        return currentRate;
    }

    @Override
    public void update() {
        position = (position + 1) % values.length;
        values[position] = counter.getCount();
        currentRate = (double) (values[position] - values[(position + 1) % values.length]) / timeSpanInSeconds;
    }
}
