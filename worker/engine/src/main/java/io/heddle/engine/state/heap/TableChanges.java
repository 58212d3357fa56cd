package io.heddle.engine.state.heap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What has changed in a table since the last checkpoint that is known to be complete: how much, which keys are gone, and which
 * versions of the table it holds. Which entries are other than they were is told by the segments. Owner thread only.
 */
final class TableChanges {
    private static final int NEVER = -1;
    /** The keys of more removals than this part of the table, and of so many at least, are not worth keeping. */
    private static final int REMEMBERED_PART = 8;

    private static final int REMEMBERED_LEAST = 1024;

    private int confirmed = NEVER;
    /** The last version whose removals are not known any more. */
    private int forgotten = NEVER;

    private List<Object> removed = new ArrayList<>();
    private final Deque<Removed> removedBefore = new ArrayDeque<>();
    private int remembered;

    private long count;
    private long confirmedCount;

    private record Removed(int version, List<Object> keys) {}

    /**
     * The changes as of the end of a version.
     *
     * @param since the last version whose changes are not told, because a complete checkpoint holds them
     * @param whole whether only all entries together tell what has changed
     * @param count of all changes that ever were
     * @param removed keys that were removed, though they may be there again
     */
    record View(int version, int since, boolean whole, long count, List<List<Object>> removed) {}

    /** The last version that a complete checkpoint holds. */
    int confirmed() {
        return confirmed;
    }

    /** Another entry has changed. */
    void count() {
        count++;
    }

    void removed(Object key, int version, long tableSize) {
        count++;
        if (forgotten == version) {
            return;
        }
        if (++remembered > Math.max(REMEMBERED_LEAST, tableSize / REMEMBERED_PART)) {
            forgotten = version;
            removed = new ArrayList<>();
            removedBefore.clear();
            remembered = 0;
        } else {
            removed.add(key);
        }
    }

    /** How many entries of a table of that size have changed, at most. */
    long changed(long tableSize) {
        return isWhole() ? tableSize : Math.min(tableSize, count - confirmedCount);
    }

    private boolean isWhole() {
        return confirmed == NEVER || confirmed < forgotten;
    }

    /** A version is over. */
    View end(int version) {
        if (!removed.isEmpty()) {
            removedBefore.addLast(new Removed(version, removed));
            removed = new ArrayList<>();
        }
        List<List<Object>> keys = removedBefore.stream().map(Removed::keys).toList();
        return new View(version, confirmed, isWhole(), count, keys);
    }

    /** A checkpoint that holds the table as of then is complete. */
    void confirm(View view) {
        confirmed = view.version();
        confirmedCount = view.count();
        while (!removedBefore.isEmpty() && removedBefore.getFirst().version() <= confirmed) {
            remembered -= removedBefore.removeFirst().keys().size();
        }
    }
}
