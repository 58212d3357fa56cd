package io.heddle.api.windowing;

import java.util.Iterator;

/** Keeps only the last so many records of a window, in the order in which they came. */
public final class CountEvictor<W extends Window> implements Evictor<Object, W> {
    private final long maxCount;
    private final boolean doEvictAfter;

    private CountEvictor(long maxCount, boolean doEvictAfter) {
        this.maxCount = maxCount;
        this.doEvictAfter = doEvictAfter;
    }

    /**
     * Evicts before the computation.
     *
     * @param maxCount how many records stay
     */
    public static <W extends Window> CountEvictor<W> of(long maxCount) {
        return new CountEvictor<>(maxCount, false);
    }

    /** Says whether to evict after the computation instead. */
    public static <W extends Window> CountEvictor<W> of(long maxCount, boolean doEvictAfter) {
        return new CountEvictor<>(maxCount, doEvictAfter);
    }

    /** How many records stay. */
    public long maxCount() {
        return maxCount;
    }

    @Override
    public void evictBefore(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (!doEvictAfter) {
            evict(elements, size);
        }
    }

    @Override
    public void evictAfter(Iterable<TimestampedValue<Object>> elements, int size, W window, EvictorContext ctx) {
        if (doEvictAfter) {
            evict(elements, size);
        }
    }

    private void evict(Iterable<TimestampedValue<Object>> elements, int size) {
        long surplus = size - maxCount;
        Iterator<TimestampedValue<Object>> iterator = elements.iterator();
        for (long i = 0; i < surplus && iterator.hasNext(); i++) {
            iterator.next();
            iterator.remove();
        }
    }
}
