package io.heddle.engine.source;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.InputStatus;
import io.heddle.api.connector.ReaderOutput;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourcePosition;
import io.heddle.api.connector.SourceReader;
import io.heddle.api.connector.SourceReaderContext;
import io.heddle.api.connector.SourceSplit;
import io.heddle.api.connector.SplitEnumerator;
import io.heddle.api.connector.SplitEnumeratorContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A source without end whose only reader has all splits from the start: each poll gives one record of each that is not paused. */
final class StepSource implements Source<Long, StepSource.Step, Long> {
    private static final long serialVersionUID = 1;

    /** A split whose records are {@code by} apart in time. */
    record Step(String splitId, long by) implements SourceSplit, Serializable {}

    private final List<Step> steps;
    /** What was paused and resumed, as it came. */
    private final List<String> pauses;

    StepSource(List<Step> steps, List<String> pauses) {
        this.steps = steps;
        this.pauses = pauses;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Long, Step> createReader(SourceReaderContext readerContext) {
        return new Reader();
    }

    private final class Reader implements SourceReader<Long, Step> {
        private final Map<Step, Long> next = new LinkedHashMap<>();
        private final Set<String> paused = new LinkedHashSet<>();
        private Step emitting = steps.get(0);

        @Override
        public void start() {
            steps.forEach(step -> next.put(step, 0L));
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            next.replaceAll((step, time) -> {
                if (paused.contains(step.splitId())) {
                    return time;
                }
                emitting = step;
                output.createOutputForSplit(step.splitId()).collect(time);
                return time + step.by();
            });
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public void pauseOrResumeSplits(Collection<String> splitsToPause, Collection<String> splitsToResume) {
            pauses.add("pause " + splitsToPause + " resume " + splitsToResume);
            paused.addAll(splitsToPause);
            paused.removeAll(splitsToResume);
        }

        @Override
        public List<Step> snapshotState(long checkpointId) {
            return new ArrayList<>(next.keySet());
        }

        @Override
        public Optional<SourcePosition> position() {
            return Optional.of(new SourcePosition(emitting.splitId(), "step " + next.get(emitting) / emitting.by()));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<Step> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<Step, Long> createEnumerator(SplitEnumeratorContext<Step> enumContext) {
        throw new IllegalStateException("the splits are there from the start");
    }

    @Override
    public SplitEnumerator<Step, Long> restoreEnumerator(SplitEnumeratorContext<Step> enumContext, Long checkpoint) {
        throw new IllegalStateException("the splits are there from the start");
    }

    @Override
    public SimpleVersionedSerializer<Step> getSplitSerializer() {
        return new NoBytes<>();
    }

    @Override
    public SimpleVersionedSerializer<Long> getEnumeratorCheckpointSerializer() {
        return new NoBytes<>();
    }

    /** Of what is never written. */
    private static final class NoBytes<T> implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) {
            throw new IllegalStateException("not written in these tests: " + value);
        }

        @Override
        public T deserialize(int version, byte[] serialized) {
            throw new IllegalStateException("not written in these tests");
        }
    }
}
