package io.heddle.client.local.programs;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.InputStatus;
import io.heddle.api.connector.ReaderOutput;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.SimpleVersionedStringSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourceReader;
import io.heddle.api.connector.SourceReaderContext;
import io.heddle.api.connector.SourceSplit;
import io.heddle.api.connector.SplitEnumerator;
import io.heddle.api.connector.SplitEnumeratorContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Gives one record for each place in time that a test names, and ends when it says so. Of parallelism 1 and without checkpoints. */
final class StandingSource implements Source<Long, StandingSource.None, String> {
    private static final long serialVersionUID = 1;

    static final long END = -1;
    /** The next record, or {@link #END}. */
    static final AtomicLong STANDS_AT_MS = new AtomicLong();

    /** There are no splits. */
    record None() implements SourceSplit {
        @Override
        public String splitId() {
            return "";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Long, None> createReader(SourceReaderContext readerContext) {
        return new Reader();
    }

    private static final class Reader implements SourceReader<Long, None> {
        private long given = END;

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            long next = STANDS_AT_MS.get();
            if (next == END) {
                return InputStatus.END_OF_INPUT;
            }
            if (next != given) {
                given = next;
                output.collect(next);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<None> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<None> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<None, String> createEnumerator(SplitEnumeratorContext<None> enumContext) {
        return new Idle();
    }

    @Override
    public SplitEnumerator<None, String> restoreEnumerator(
            SplitEnumeratorContext<None> enumContext, String checkpoint) {
        return new Idle();
    }

    /** Has nothing to hand out. */
    private static final class Idle implements SplitEnumerator<None, String> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

        @Override
        public void addSplitsBack(List<None> splits, int subtaskId) {}

        @Override
        public void addReader(int subtaskId) {}

        @Override
        public String snapshotState(long checkpointId) {
            return "";
        }

        @Override
        public void close() throws IOException {}
    }

    @Override
    public SimpleVersionedSerializer<None> getSplitSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(None split) {
                return new byte[0];
            }

            @Override
            public None deserialize(int version, byte[] serialized) {
                return new None();
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getEnumeratorCheckpointSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
