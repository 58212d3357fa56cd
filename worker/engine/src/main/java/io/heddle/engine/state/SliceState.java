package io.heddle.engine.state;

import org.jspecify.annotations.Nullable;

/**
 * One value per slice of time and key, laid out slice by slice: aligned windows read a slice of all keys at once and drop it
 * at once, so they need neither a timer nor an index per key. A slice is named by a time in milliseconds. Task thread only.
 */
public interface SliceState {

    /** Combines what is kept with something new. */
    @FunctionalInterface
    interface Fold {
        /**
         * What is to be kept; null if nothing is.
         *
         * @param before what is kept so far, may be changed in place; null if nothing
         */
        @Nullable
        Object fold(@Nullable Object before, Object added) throws Exception;
    }

    /** Puts values of one key together. */
    @FunctionalInterface
    interface Merge {
        /**
         * Both together.
         *
         * @param own whether {@code value} is nobody else's, so that it may be changed
         * @param added must not be changed, not even later
         */
        Object merge(Object value, boolean own, Object added) throws Exception;
    }

    /** Some keys and their values; an object is made when it is asked for, so nobody should ask for one twice. */
    interface Entries {
        /** How many there are. */
        int count();

        /** The key of an entry, from 0. */
        Object keyAt(int index);

        /** The value of an entry, from 0, which must not be changed. */
        Object valueAt(int index);
    }

    /** Takes keys and values. */
    @FunctionalInterface
    interface Visitor {
        /** One key and its value, which must not be changed. */
        void visit(Object key, Object value) throws Exception;

        /** Some keys and their values, which are there until this returns. */
        default void visitAll(Entries entries) throws Exception {
            int count = entries.count();
            for (int index = 0; index < count; index++) {
                visit(entries.keyAt(index), entries.valueAt(index));
            }
        }
    }

    /** Combines the value of the current key in that slice with something new. */
    void fold(long slice, Object added, Fold fold) throws Exception;

    /** The value of the current key in that slice, which must not be changed. */
    @Nullable
    Object get(long slice);

    /** Visits every key of a slice; the slice must not change meanwhile. */
    void forEach(long slice, Visitor visitor) throws Exception;

    /** Visits every key of any of the slices with all its values together; the slices must not change meanwhile. */
    void forEachMerged(long[] slices, Merge merge, Visitor visitor) throws Exception;

    /** Whether somebody, a checkpoint that is being written, still reads the slice's values: they must not change even when it is over. */
    default boolean isRead(long slice) {
        return false;
    }

    /** Forgets a slice of all keys. */
    void drop(long slice);

    /** The slices that hold anything, in rising order. */
    long[] slices();
}
