package io.heddle.api.connector;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A reader that asks for a split, reads it to its end, and asks for the next. */
final class CursorReader<T, S extends SourceSplit> implements SourceReader<T, S> {
    /** Opens a split. */
    interface Opener<T, S> {
        SplitCursor<T, S> open(S split) throws IOException;
    }

    private static final int BATCH = 1024;
    private final SourceReaderContext context;
    private final Opener<T, S> opener;
    private final Deque<S> waiting = new ArrayDeque<>();
    private final Pace pace;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private @Nullable SplitCursor<T, S> cursor;
    private @Nullable SourceOutput<T> output;
    private @Nullable String splitId;
    private boolean noMoreSplits;

    CursorReader(SourceReaderContext context, Opener<T, S> opener) {
        this(context, opener, Pace.UNLIMITED);
    }

    CursorReader(SourceReaderContext context, Opener<T, S> opener, Pace pace) {
        this.context = context;
        this.opener = opener;
        this.pace = pace;
    }

    @Override
    public void start() {
        if (waiting.isEmpty()) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> all) throws Exception {
        SplitCursor<T, S> current = cursor;
        SourceOutput<T> out = output;
        if (current == null || out == null) {
            S next = waiting.poll();
            if (next == null) {
                return nothing();
            }
            current = opener.open(next);
            out = all.createOutputForSplit(next.splitId());
            cursor = current;
            output = out;
            splitId = next.splitId();
        }
        long now = context.currentProcessingTime();
        int allowed = pace.permits(now, BATCH);
        if (allowed == 0) {
            available = new CompletableFuture<>();
            context.completeAt(pace.nextMs(now), available);
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (!current.advance(out, allowed)) {
            finish(all, current);
            return waiting.isEmpty() ? nothing() : InputStatus.MORE_AVAILABLE;
        }
        return InputStatus.MORE_AVAILABLE;
    }

    private void finish(ReaderOutput<T> all, SplitCursor<T, S> done) throws IOException {
        done.close();
        cursor = null;
        output = null;
        if (splitId != null) {
            all.releaseOutputForSplit(splitId);
        }
        if (waiting.isEmpty() && !noMoreSplits) {
            context.sendSplitRequest();
        }
    }

    private InputStatus nothing() {
        if (noMoreSplits) {
            return InputStatus.END_OF_INPUT;
        }
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<S> snapshotState(long checkpointId) {
        List<S> rest = new ArrayList<>();
        if (cursor != null) {
            rest.add(cursor.rest());
        }
        rest.addAll(waiting);
        return rest;
    }

    @Override
    public Optional<SourcePosition> position() {
        return cursor == null || splitId == null
                ? Optional.empty()
                : Optional.of(new SourcePosition(splitId, cursor.place()));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        boolean work = !waiting.isEmpty() || (noMoreSplits && cursor == null);
        return work ? CompletableFuture.completedFuture(null) : available;
    }

    @Override
    public void addSplits(List<S> splits) {
        waiting.addAll(splits);
        available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        available.complete(null);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        pace.checkpointCompleted();
        available.complete(null);
    }

    @Override
    public void close() throws IOException {
        if (cursor != null) {
            cursor.close();
        }
    }
}
