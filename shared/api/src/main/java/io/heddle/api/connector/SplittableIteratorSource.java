package io.heddle.api.connector;

import java.util.List;

/** Reads the parts of a {@link SplittableIterator} as a bounded source; a restart makes the part again and skips what is out. */
public final class SplittableIteratorSource<T> implements Source<T, CountedSplit, List<CountedSplit>> {
    private final SplittableIterator<T> iterator;

    /** A source of what the iterator gives. */
    public SplittableIteratorSource(SplittableIterator<T> iterator) {
        this.iterator = iterator;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> createEnumerator(
            SplitEnumeratorContext<CountedSplit> context) {
        int parts = Math.max(1, Math.min(context.currentParallelism(), iterator.getMaximumNumberOfSplits()));
        return new ListEnumerator<>(context, CountedSplit.all(parts, parts));
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> restoreEnumerator(
            SplitEnumeratorContext<CountedSplit> context, List<CountedSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<T, CountedSplit> createReader(SourceReaderContext context) {
        return new CursorReader<>(
                context,
                split -> new IteratorCursor<>(split, iterator.getSplit(split.index(), split.of()), Integer.MAX_VALUE));
    }

    @Override
    public SimpleVersionedSerializer<CountedSplit> getSplitSerializer() {
        return CountedSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<CountedSplit>> getEnumeratorCheckpointSerializer() {
        return new ListSerializer<>(CountedSplit.SERIALIZER);
    }
}
