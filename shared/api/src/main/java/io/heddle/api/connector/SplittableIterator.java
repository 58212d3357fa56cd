package io.heddle.api.connector;

import java.io.Serializable;
import java.util.Iterator;

/** An iterator that can be parted, so that several instances read a part each; for {@code env.fromParallelCollection}. */
public abstract class SplittableIterator<T> implements Iterator<T>, Serializable {
    /** For subclasses. */
    protected SplittableIterator() {}

    /**
     * Parts the iterator; together the parts give what it would give. The same call must give the same parts wherever it is made.
     *
     * @param numPartitions how many parts, at least 1
     */
    public abstract Iterator<T>[] split(int numPartitions);

    /**
     * One of the parts.
     *
     * @param num which, from 0
     * @param numPartitions how many
     */
    public Iterator<T> getSplit(int num, int numPartitions) {
        if (numPartitions < 1 || num < 0 || num >= numPartitions) {
            throw new IllegalArgumentException("There is no part " + num + " of " + numPartitions + ".");
        }
        return split(numPartitions)[num];
    }

    /** Into how many parts it can be parted at most. */
    public abstract int getMaximumNumberOfSplits();
}
