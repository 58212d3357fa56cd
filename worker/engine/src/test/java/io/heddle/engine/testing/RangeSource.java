package io.heddle.engine.testing;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.InputStatus;
import io.heddle.api.connector.ReaderOutput;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourceReader;
import io.heddle.api.connector.SourceReaderContext;
import io.heddle.api.connector.SourceSplit;
import io.heddle.api.connector.SplitEnumerator;
import io.heddle.api.connector.SplitEnumeratorContext;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The numbers from 0 to count - 1, in splits of a given size, handed out on request. */
public record RangeSource(long count, long splitSize) implements Source<Long, RangeSource.Range, RangeSource.Range> {
    /** Numbers from next (inclusive) to end (exclusive). */
    public record Range(long next, long end) implements SourceSplit {
        @Override
        public String splitId() {
            return "until-" + end;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Range, Range> createEnumerator(SplitEnumeratorContext<Range> enumContext) {
        return new Enumerator(enumContext, new Range(0, count));
    }

    @Override
    public SplitEnumerator<Range, Range> restoreEnumerator(
            SplitEnumeratorContext<Range> enumContext, Range checkpoint) {
        return new Enumerator(enumContext, checkpoint);
    }

    @Override
    public SourceReader<Long, Range> createReader(SourceReaderContext readerContext) {
        return new Reader(readerContext);
    }

    @Override
    public SimpleVersionedSerializer<Range> getSplitSerializer() {
        return new Ranges();
    }

    @Override
    public SimpleVersionedSerializer<Range> getEnumeratorCheckpointSerializer() {
        return new Ranges();
    }

    private static final class Ranges implements SimpleVersionedSerializer<Range> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Range range) {
            return ByteBuffer.allocate(16)
                    .putLong(range.next())
                    .putLong(range.end())
                    .array();
        }

        @Override
        public Range deserialize(int version, byte[] serialized) {
            ByteBuffer bytes = ByteBuffer.wrap(serialized);
            return new Range(bytes.getLong(), bytes.getLong());
        }
    }

    private final class Enumerator implements SplitEnumerator<Range, Range> {
        private final SplitEnumeratorContext<Range> context;
        private Range left;

        Enumerator(SplitEnumeratorContext<Range> context, Range left) {
            this.context = context;
            this.left = left;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
            if (left.next() >= left.end()) {
                context.signalNoMoreSplits(subtaskId);
                return;
            }
            long end = Math.min(left.end(), left.next() + splitSize);
            context.assignSplit(new Range(left.next(), end), subtaskId);
            left = new Range(end, left.end());
        }

        @Override
        public void addSplitsBack(List<Range> splits, int subtaskId) {
            throw new IllegalStateException("readers and enumerator restart together");
        }

        @Override
        public void addReader(int subtaskId) {}

        @Override
        public Range snapshotState(long checkpointId) {
            return left;
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Long, Range> {
        private final SourceReaderContext context;
        private final ArrayDeque<Range> splits = new ArrayDeque<>();
        private boolean noMore;
        private CompletableFuture<Void> available = new CompletableFuture<>();

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            if (splits.isEmpty()) {
                context.sendSplitRequest();
            }
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            Range range = splits.poll();
            if (range == null) {
                return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            long end = Math.min(range.end(), range.next() + 100);
            for (long each = range.next(); each < end; each++) {
                output.collect(each, each);
            }
            if (end < range.end()) {
                splits.addFirst(new Range(end, range.end()));
            } else if (splits.isEmpty()) {
                context.sendSplitRequest();
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Range> snapshotState(long checkpointId) {
            return new ArrayList<>(splits);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (!splits.isEmpty() || noMore) {
                return CompletableFuture.completedFuture(null);
            }
            available = new CompletableFuture<>();
            return available;
        }

        @Override
        public void addSplits(List<Range> more) {
            splits.addAll(more);
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
            available.complete(null);
        }

        @Override
        public void close() {}
    }
}
