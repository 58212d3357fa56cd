package io.heddle.api.connector;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * Emits what a serialisable iterator yields, in one instance; it may be without end. A restart begins the iterator again and skips
 * what is out: if it yields the same each time, nothing is lost and nothing comes twice.
 */
public final class IteratorSource<T> implements Source<T, CountedSplit, List<CountedSplit>> {
    private final Iterator<T> iterator;

    /**
     * A source of the rest of an iterator.
     *
     * @throws IllegalArgumentException if it is not serialisable
     */
    public IteratorSource(Iterator<T> iterator) {
        if (!(iterator instanceof Serializable)) {
            throw new IllegalArgumentException(
                    "The iterator must be Serializable, because it is read where the source runs: "
                            + iterator.getClass().getName());
        }
        this.iterator = iterator;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> createEnumerator(
            SplitEnumeratorContext<CountedSplit> context) {
        return new ListEnumerator<>(context, CountedSplit.all(1, 1));
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> restoreEnumerator(
            SplitEnumeratorContext<CountedSplit> context, List<CountedSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<T, CountedSplit> createReader(SourceReaderContext context) {
        return new CursorReader<>(context, split -> new IteratorCursor<>(split, iterator, 1));
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
