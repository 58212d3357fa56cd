package io.heddle.engine.sort;

import io.heddle.core.types.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries in memory, and their order. They lie in pages in the order of their arrival; what is sorted is one number for each, its
 * hash above its place: so numbers of equal hashes are in the order of arrival, and only these are compared by more than that.
 */
final class SortBuffer {
    static final int PAGE_BYTES = 1 << 18;
    /** Places are multiples of this, so that half a number is enough for one. */
    private static final int UNIT = 8;

    private static final int MOST_PAGES = (int) ((1L << Integer.SIZE) * UNIT / PAGE_BYTES);
    private static final int FIRST_ORDER = 1024;
    /** Of an entry's number, and once more for the entries of the most frequent key while they are sorted. */
    private static final int ORDER_BYTES = 2 * Long.BYTES;

    private final SortMemory.Share memory;
    /** Those behind the current one are empty. A page that is larger than others holds one entry. */
    private final List<byte[]> pages = new ArrayList<>();

    private int page = -1;
    private int used;
    private long[] order = new long[0];
    private int count;
    private final Entry left = new Entry();
    private final Entry right = new Entry();

    SortBuffer(SortMemory.Share memory) {
        this.memory = memory;
    }

    int count() {
        return count;
    }

    /** Adds an entry; false if there is no room for it. */
    boolean add(BinaryWriter entry) {
        int length = entry.position();
        if (page < 0 || used + length > pages.get(page).length) {
            if (!turnPage(length)) {
                return false;
            }
        }
        if (count == order.length && !growOrder()) {
            return false;
        }
        System.arraycopy(entry.array(), 0, pages.get(page), used, length);
        long place = ((long) page * PAGE_BYTES + used) / UNIT;
        order[count++] = (long) Entry.hashOf(entry.array()) << Integer.SIZE | place;
        used += (length + UNIT - 1) & -UNIT;
        return true;
    }

    private boolean turnPage(int length) {
        boolean ordinary = length <= PAGE_BYTES;
        boolean spare = ordinary && page + 1 < pages.size();
        if (!spare) {
            int size = ordinary ? PAGE_BYTES : length;
            if (page + 1 == MOST_PAGES || !obtain(size)) {
                return false;
            }
            pages.add(page + 1, new byte[size]);
        }
        page++;
        used = 0;
        return true;
    }

    private boolean growOrder() {
        int more = Math.max(FIRST_ORDER, order.length);
        if (more > Integer.MAX_VALUE - 8 - order.length || !obtain((long) more * ORDER_BYTES)) {
            return false;
        }
        order = Arrays.copyOf(order, order.length + more);
        return true;
    }

    private boolean obtain(long bytes) {
        if (memory.take(bytes)) {
            return true;
        }
        if (count > 0) {
            return false;
        }
        memory.takeAnyway(bytes);
        return true;
    }

    /** Puts the entries in order. */
    void sort() {
        Arrays.sort(order, 0, count);
        int first = 0;
        while (first < count) {
            int end = first + 1;
            boolean inOrder = true;
            while (end < count && hashAt(end) == hashAt(first)) {
                inOrder = inOrder && compare(order[end - 1], order[end]) <= 0;
                end++;
            }
            if (!inOrder) {
                mergeSort(first, end);
            }
            first = end;
        }
    }

    private int hashAt(int index) {
        return (int) (order[index] >> Integer.SIZE);
    }

    private int compare(long one, long other) {
        return look(one, left).compareOfOneHash(look(other, right));
    }

    /** Sorts entries of one hash; those that are equal stay in the order of their arrival. */
    private void mergeSort(int from, int to) {
        long[] source = Arrays.copyOfRange(order, from, to);
        long[] target = new long[to - from];
        for (int width = 1; width < source.length; width *= 2) {
            for (int low = 0; low < source.length; low += 2 * width) {
                merge(source, target, low, width);
            }
            long[] merged = target;
            target = source;
            source = merged;
        }
        System.arraycopy(source, 0, order, from, source.length);
    }

    private void merge(long[] source, long[] target, int low, int width) {
        int middle = Math.min(low + width, source.length);
        int high = Math.min(middle + width, source.length);
        int one = low;
        int other = middle;
        for (int i = low; i < high; i++) {
            boolean first = other == high || (one < middle && compare(source[one], source[other]) <= 0);
            target[i] = first ? source[one++] : source[other++];
        }
    }

    /** Lets {@code view} look at the entry at that place in the order. */
    Entry get(int index, Entry view) {
        return look(order[index], view);
    }

    private Entry look(long number, Entry view) {
        long place = (number & 0xffff_ffffL) * UNIT;
        return view.at(pages.get((int) (place / PAGE_BYTES)), (int) (place % PAGE_BYTES));
    }

    /** Forgets the entries and keeps the memory, but for what only one large entry has needed. */
    void clear() {
        pages.removeIf(each -> {
            boolean large = each.length > PAGE_BYTES;
            if (large) {
                memory.give(each.length);
            }
            return large;
        });
        page = -1;
        used = 0;
        count = 0;
    }

    /** Gives all memory back. */
    void release() {
        pages.clear();
        order = new long[0];
        page = -1;
        count = 0;
        memory.giveAll();
    }
}
