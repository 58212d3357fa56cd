package io.heddle.rocksdb;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of cells with linear probing; when room is needed, the hand of a clock goes round and takes out cells that were not
 * used since it passed last.
 */
final class CellTable {
    private static final int FIRST_SLOTS = 64;

    private @Nullable Cell[] slots = new @Nullable Cell[FIRST_SLOTS];
    private int size;
    private int hand;

    static int hashOf(int keyHash, Object namespace) {
        int hash = (31 * keyHash + namespace.hashCode()) * 0x9e3779b9;
        return hash ^ (hash >>> 16);
    }

    @Nullable
    Cell find(Object key, Object namespace, int hash) {
        int mask = slots.length - 1;
        for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
            Cell cell = slots[slot];
            if (cell == null) {
                return null;
            }
            if (cell.hash == hash && cell.key.equals(key) && cell.namespace.equals(namespace)) {
                return cell;
            }
        }
    }

    /** Adds a cell that is not there yet. */
    void add(Cell cell) {
        if (++size * 2 > slots.length) {
            grow();
        }
        place(cell);
        cell.cached = true;
    }

    private void place(Cell cell) {
        int mask = slots.length - 1;
        int slot = cell.hash & mask;
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = cell;
    }

    private void grow() {
        @Nullable Cell[] old = slots;
        slots = new @Nullable Cell[old.length * 2];
        hand = 0;
        for (Cell cell : old) {
            if (cell != null) {
                place(cell);
            }
        }
    }

    int size() {
        return size;
    }

    void forEach(Consumer<Cell> action) {
        for (Cell cell : slots) {
            if (cell != null) {
                action.accept(cell);
            }
        }
    }

    /** Takes up to so many cells out. */
    List<Cell> victims(int most) {
        List<Cell> victims = new ArrayList<>(Math.min(most, size));
        int mask = slots.length - 1;
        // Two rounds: the first may only take the marks away.
        for (int steps = 2 * slots.length; steps > 0 && victims.size() < most; steps--) {
            Cell cell = slots[hand & mask];
            if (cell == null || cell.recent) {
                if (cell != null) {
                    cell.recent = false;
                }
                hand = (hand + 1) & mask;
            } else {
                victims.add(cell);
                removeAt(hand & mask);
            }
        }
        return victims;
    }

    private void removeAt(int slot) {
        int mask = slots.length - 1;
        Cell removed = slots[slot];
        if (removed != null) {
            removed.cached = false;
        }
        size--;
        int hole = slot;
        for (int next = (hole + 1) & mask; ; next = (next + 1) & mask) {
            Cell cell = slots[next];
            if (cell == null) {
                break;
            }
            // A cell may move back into the hole unless its own place lies between the hole and where it is.
            if (((next - cell.hash) & mask) >= ((next - hole) & mask)) {
                slots[hole] = cell;
                hole = next;
            }
        }
        slots[hole] = null;
    }
}
