package io.heddle.engine.state.heap;

/** A timer that knows its place in a {@link TimerHeap}. */
public class PlacedTimer {
    static final int NOWHERE = -1;

    private final long timeMs;
    private final long sequence;
    int place = NOWHERE;

    /**
     * A timer that is in no heap.
     *
     * @param sequence by which timers of one time come out in order
     */
    protected PlacedTimer(long timeMs, long sequence) {
        this.timeMs = timeMs;
        this.sequence = sequence;
    }

    public final long timeMs() {
        return timeMs;
    }

    /** Whether it is in a heap. */
    public final boolean isPlaced() {
        return place != NOWHERE;
    }

    final boolean before(PlacedTimer other) {
        return timeMs < other.timeMs || (timeMs == other.timeMs && sequence < other.sequence);
    }
}
