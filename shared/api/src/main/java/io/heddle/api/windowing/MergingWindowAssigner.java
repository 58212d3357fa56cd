package io.heddle.api.windowing;

import java.util.Collection;

/**
 * An assigner whose windows merge, such as sessions. Their contents and the state of the trigger are put together;
 * there is no state per window for window functions.
 */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {
    /** For subclasses. */
    protected MergingWindowAssigner() {}

    /** Finds which windows are to be merged. */
    public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

    /** Told of each merge. */
    public interface MergeCallback<W> {
        /** These windows become that one. */
        void merge(Collection<W> toBeMerged, W mergeResult);
    }
}
