package io.heddle.api.windowing;

import java.time.Duration;
import java.util.Iterator;

/**
 * Keeps only the records whose timestamps are less than a span before that of the latest record. Does nothing where
 * records have no timestamps.
 */
public final class TimeEvictor<W extends Window> implements Evictor<Object, W> {
    private final long windowSize;
    private final boolean doEvictAfter;

    private TimeEvictor(long windowSize, boolean doEvictAfter) {
        this.windowSize = windowSize;
        this.doEvictAfter = doEvictAfter;
    }

    /**
     * Evicts before the computation.
     *
     * @param windowSize the span, in whole milliseconds
     */
    public static <W extends Window> TimeEvictor<W> of(Duration windowSize) {
        return new TimeEvictor<>(windowSize.toMillis(), false);
    }

    /** Says whether to evict after the computation instead. */
    public static <W extends Window> TimeEvictor<W> of(Duration windowSize, boolean doEvictAfter) {
        return new TimeEvictor<>(windowSize.toMillis(), doEvictAfter);
    }

    /** Evicts before the computation. */
    public static <W extends Window> TimeEvictor<W> of(Time windowSize) {
        return of(windowSize.toDuration());
    }

    /** Says whether to evict after the computation instead. */
    public static <W extends Window> TimeEvictor<W> of(Time windowSize, boolean doEvictAfter) {
        return of(windowSize.toDuration(), doEvictAfter);
    }

    /** The span in milliseconds. */
    public long getWindowSize() {
        return windowSize;
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements);
        }
    }

    private void evict(Iterable<TimestampedValue<Object>> elements) {
        long latest = Long.MIN_VALUE;
        boolean timestamped = false;
        for (TimestampedValue<Object> element : elements) {
            timestamped |= element.hasTimestamp();
            latest = Math.max(latest, element.timestamp());
        }
        if (!timestamped) {
            return;
        }
        long cutoff = latest - windowSize;
        for (Iterator<TimestampedValue<Object>> iterator = elements.iterator(); iterator.hasNext(); ) {
            if (iterator.next().timestamp() <= cutoff) {
                iterator.remove();
            }
        }
    }
}
