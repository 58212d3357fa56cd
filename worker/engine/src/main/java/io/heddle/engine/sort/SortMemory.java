package io.heddle.engine.sort;

import java.util.concurrent.atomic.AtomicLong;

/** The part of a worker's heap that its sorts share. Any thread. */
public final class SortMemory {
    private final AtomicLong freeBytes;
    private final long mostPerSort;

    /**
     * Memory nobody has taken yet.
     *
     * @param bytes for all sorts
     * @param sharers how many sorts are expected at once, none of which takes more than its part: the slots of the worker
     */
    public SortMemory(long bytes, int sharers) {
        this.freeBytes = new AtomicLong(bytes);
        this.mostPerSort = bytes / sharers;
    }

    /** The account of one sort. */
    Share share() {
        return new Share();
    }

    /** What one sort has taken. Its task's thread only. */
    final class Share {
        private long taken;

        long mostBytes() {
            return mostPerSort;
        }

        /** Takes so many more bytes; false if they are not there. */
        boolean take(long bytes) {
            if (taken + bytes > mostPerSort) {
                return false;
            }
            if (freeBytes.addAndGet(-bytes) < 0) {
                freeBytes.addAndGet(bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** Takes them in any case: without them a sort could not hold a single record. */
        void takeAnyway(long bytes) {
            freeBytes.addAndGet(-bytes);
            taken += bytes;
        }

        void give(long bytes) {
            freeBytes.addAndGet(bytes);
            taken -= bytes;
        }

        void giveAll() {
            give(taken);
        }
    }
}
