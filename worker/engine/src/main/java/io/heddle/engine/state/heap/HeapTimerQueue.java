package io.heddle.engine.state.heap;

import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Timers in memory; those of one time come out in the order in which they were added. */
final class HeapTimerQueue implements TimerQueue {
    private final UnaryOperator<Object> owned;
    private final Map<KeyedTimer, Entry> entries = new HashMap<>();
    private final TimerHeap<Entry> heap = new TimerHeap<>();
    private long nextSequence;

    private static final class Entry extends PlacedTimer {
        private final KeyedTimer timer;

        Entry(KeyedTimer timer, long sequence) {
            super(timer.timeMs(), sequence);
            this.timer = timer;
        }
    }

    /**
     * An empty queue.
     *
     * @param owned makes a key that nobody else can change
     */
    HeapTimerQueue(UnaryOperator<Object> owned) {
        this.owned = owned;
    }

    @Override
    public void add(Object key, Object namespace, long timeMs) {
        if (entries.containsKey(new KeyedTimer(timeMs, key, namespace))) {
            return;
        }
        KeyedTimer timer = new KeyedTimer(timeMs, owned.apply(key), namespace);
        Entry entry = new Entry(timer, nextSequence++);
        entries.put(timer, entry);
        heap.add(entry);
    }

    @Override
    public void remove(Object key, Object namespace, long timeMs) {
        Entry entry = entries.remove(new KeyedTimer(timeMs, key, namespace));
        if (entry != null) {
            heap.remove(entry);
        }
    }

    @Override
    public boolean isEmpty() {
        return heap.size() == 0;
    }

    @Override
    public long nextMs() {
        Entry first = heap.first();
        return first == null ? Long.MAX_VALUE : first.timeMs();
    }

    @Override
    public @Nullable KeyedTimer poll(long uptoMs) {
        Entry first = heap.first();
        if (first == null || first.timeMs() > uptoMs) {
            return null;
        }
        entries.remove(first.timer);
        heap.remove(first);
        return first.timer;
    }

    /** All timers as of now. */
    KeyedTimer[] frozen() {
        KeyedTimer[] timers = new KeyedTimer[heap.size()];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = heap.get(i).timer;
        }
        return timers;
    }
}
