package io.heddle.engine.state.heap;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timers that know their places, so that one is removed without a search. One owner.
 *
 * @param <T> the timers
 */
public final class TimerHeap<T extends PlacedTimer> {
    private @Nullable PlacedTimer[] heap = new @Nullable PlacedTimer[16];
    private int size;

    public int size() {
        return size;
    }

    /** The earliest timer; null if there is none. */
    @SuppressWarnings("unchecked")
    public @Nullable T first() {
        return (T) heap[0];
    }

    /**
     * One of the timers, in no order.
     *
     * @param place from 0, where the earliest is, to the {@link #size}
     */
    @SuppressWarnings("unchecked")
    public T get(int place) {
        return (T) at(place);
    }

    /** Adds a timer that is in no heap. */
    public void add(T timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        size++;
        rise(timer, size - 1);
    }

    /** Removes a timer that is in this heap. */
    public void remove(T timer) {
        int hole = timer.place;
        timer.place = PlacedTimer.NOWHERE;
        size--;
        PlacedTimer last = at(size);
        heap[size] = null;
        if (last != timer) {
            sink(last, hole);
            if (last.place == hole) {
                rise(last, hole);
            }
        }
    }

    /** Removes many timers at once, asking from the last place to the first. */
    @SuppressWarnings("unchecked")
    public void removeIf(Predicate<T> unwanted) {
        int before = size;
        for (int place = size - 1; place >= 0; place--) {
            PlacedTimer timer = at(place);
            if (unwanted.test((T) timer)) {
                timer.place = PlacedTimer.NOWHERE;
                size--;
                heap[place] = heap[size];
                heap[size] = null;
            }
        }
        if (size < before) {
            restoreOrder();
        }
    }

    private void restoreOrder() {
        for (int place = size - 1; place >= 0; place--) {
            sink(at(place), place);
        }
    }

    private PlacedTimer at(int place) {
        return Objects.requireNonNull(heap[place]);
    }

    private void put(PlacedTimer timer, int place) {
        heap[place] = timer;
        timer.place = place;
    }

    private void rise(PlacedTimer timer, int from) {
        int place = from;
        while (place > 0) {
            PlacedTimer parent = at((place - 1) / 2);
            if (!timer.before(parent)) {
                break;
            }
            put(parent, place);
            place = (place - 1) / 2;
        }
        put(timer, place);
    }

    private void sink(PlacedTimer timer, int from) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (!at(child).before(timer)) {
                break;
            }
            put(at(child), place);
            place = child;
        }
        put(timer, place);
    }
}
