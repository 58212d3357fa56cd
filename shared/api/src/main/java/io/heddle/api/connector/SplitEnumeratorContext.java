package io.heddle.api.connector;

import io.heddle.api.metrics.MetricGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an enumerator may use. */
public interface SplitEnumeratorContext<SplitT extends SourceSplit> {
    /** The metrics of the enumerator. */
    MetricGroup metricGroup();

    /** Sends an event to a reader. */
    void sendEventToSourceReader(int subtaskId, SourceEvent event);

    /** How many readers there are to be. */
    int currentParallelism();

    /** The readers that have registered, by index. */
    Map<Integer, ReaderInfo> registeredReaders();

    /** Assigns splits to readers. */
    void assignSplits(SplitsAssignment<SplitT> newSplitAssignments);

    /** Assigns a split to a reader. */
    default void assignSplit(SplitT split, int subtask) {
        assignSplits(new SplitsAssignment<>(Map.of(subtask, List.of(split))));
    }

    /** Tells a reader that it will get no more splits, so that it ends when it has read those it has. */
    void signalNoMoreSplits(int subtask);

    /** Runs something slow on another thread, and the handler with its result on the enumerator's thread. */
    <T> void callAsync(Callable<T> callable, BiConsumer<@Nullable T, @Nullable Throwable> handler);

    /** The same, again and again; times in milliseconds. */
    <T> void callAsync(
            Callable<T> callable,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis);

    /** Runs something on the enumerator's thread. */
    void runInCoordinatorThread(Runnable runnable);
}
