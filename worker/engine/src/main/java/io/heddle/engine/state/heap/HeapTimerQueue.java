package io.heddle.engine.state.heap;

import io.heddle.engine.state.KeyedTimer;
import io.heddle.engine.state.TimerQueue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap whose entries know their places, so that a timer is removed without a search. Timers of one time come out in
 * the order in which they were added.
 */
final class HeapTimerQueue implements TimerQueue {
    private final UnaryOperator<Object> owned;
    private final Map<KeyedTimer, Entry> entries = new HashMap<>();
    private @Nullable Entry[] heap = new @Nullable Entry[16];
    private int size;
    private long nextSequence;

    private static final class Entry {
        private final KeyedTimer timer;
        private final long sequence;
        private int place;

        Entry(KeyedTimer timer, long sequence) {
            this.timer = timer;
            this.sequence = sequence;
        }

        boolean before(Entry other) {
            return timer.timeMs() < other.timer.timeMs()
                    || (timer.timeMs() == other.timer.timeMs() && sequence < other.sequence);
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
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        size++;
        rise(entry, size - 1);
    }

    @Override
    public void remove(Object key, Object namespace, long timeMs) {
        Entry entry = entries.remove(new KeyedTimer(timeMs, key, namespace));
        if (entry != null) {
            takeOut(entry);
        }
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public long nextMs() {
        return size == 0 ? Long.MAX_VALUE : at(0).timer.timeMs();
    }

    @Override
    public @Nullable KeyedTimer poll(long uptoMs) {
        if (size == 0) {
            return null;
        }
        Entry first = at(0);
        if (first.timer.timeMs() > uptoMs) {
            return null;
        }
        entries.remove(first.timer);
        takeOut(first);
        return first.timer;
    }

    /** All timers as of now. */
    KeyedTimer[] frozen() {
        KeyedTimer[] timers = new KeyedTimer[size];
        for (int i = 0; i < size; i++) {
            timers[i] = at(i).timer;
        }
        return timers;
    }

    private Entry at(int place) {
        return Objects.requireNonNull(heap[place]);
    }

    private void put(Entry entry, int place) {
        heap[place] = entry;
        entry.place = place;
    }

    private void takeOut(Entry entry) {
        int hole = entry.place;
        size--;
        Entry last = at(size);
        heap[size] = null;
        if (last != entry) {
            sink(last, hole);
            if (last.place == hole) {
                rise(last, hole);
            }
        }
    }

    private void rise(Entry entry, int from) {
        int place = from;
        while (place > 0) {
            Entry parent = at((place - 1) / 2);
            if (!entry.before(parent)) {
                break;
            }
            put(parent, place);
            place = (place - 1) / 2;
        }
        put(entry, place);
    }

    private void sink(Entry entry, int from) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (!at(child).before(entry)) {
                break;
            }
            put(at(child), place);
            place = child;
        }
        put(entry, place);
    }
}
