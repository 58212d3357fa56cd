package io.heddle.api.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists files on another thread, and hands out their splits to whoever asks. */
final class FileEnumerator implements SplitEnumerator<FileSourceSplit, FileEnumeratorState> {
    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final FileDiscovery discovery;
    private final @Nullable Duration interval;
    private final Deque<FileSourceSplit> remaining;
    private final Set<String> seen;
    private final Deque<Integer> askers = new ArrayDeque<>();
    private boolean listed;

    FileEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            FileDiscovery discovery,
            @Nullable Duration interval,
            FileEnumeratorState state) {
        this.context = context;
        this.discovery = discovery;
        this.interval = interval;
        this.remaining = new ArrayDeque<>(state.remaining());
        this.seen = new HashSet<>(state.seen());
        this.listed = state.listed();
    }

    @Override
    public void start() {
        if (interval != null) {
            context.callAsync(discovery::files, this::found, 0, interval.toMillis());
        } else if (!listed) {
            context.callAsync(discovery::files, this::found);
        }
    }

    private void found(@Nullable List<FileSystem.FileStatus> files, @Nullable Throwable error) {
        if (files == null) {
            throw new UncheckedIOException(
                    "The files cannot be listed: " + (error == null ? "" : error.getMessage()),
                    error instanceof IOException io ? io : new IOException(error));
        }
        for (FileSystem.FileStatus file : files) {
            if (interval == null || seen.add(file.path())) {
                remaining.addAll(discovery.splits(file));
            }
        }
        listed = true;
        int waiting = askers.size();
        for (int i = 0; i < waiting; i++) {
            handleSplitRequest(askers.remove(), null);
        }
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        FileSourceSplit next = remaining.poll();
        if (next != null) {
            context.assignSplit(next, subtaskId);
        } else if (listed && interval == null) {
            context.signalNoMoreSplits(subtaskId);
        } else {
            askers.add(subtaskId);
        }
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        for (int i = splits.size() - 1; i >= 0; i--) {
            remaining.addFirst(splits.get(i));
        }
        askers.removeIf(asker -> asker == subtaskId);
    }

    @Override
    public void addReader(int subtaskId) {}

    @Override
    public FileEnumeratorState snapshotState(long checkpointId) {
        return new FileEnumeratorState(listed, List.copyOf(remaining), Set.copyOf(seen));
    }

    @Override
    public void close() {}
}
