package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.Types;
import java.util.List;

/**
 * The numbers from one to another, both included, in as many splits as there are readers; bounded. The position is
 * part of checkpoints: exactly once.
 */
public final class NumberSequenceSource
        implements Source<Long, RangeSplit, List<RangeSplit>>, ResultTypeQueryable<Long> {
    private final long from;
    private final long to;

    /**
     * A sequence.
     *
     * @throws IllegalArgumentException if it would be empty
     */
    public NumberSequenceSource(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("A sequence from " + from + " to " + to + " is empty.");
        }
        this.from = from;
        this.to = to;
    }

    /** The first number. */
    public long getFrom() {
        return from;
    }

    /** The last number. */
    public long getTo() {
        return to;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
        return Types.LONG;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return new ListEnumerator<>(context, RangeSplit.parts(from, to, context.currentParallelism()));
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<Long, RangeSplit> createReader(SourceReaderContext context) {
        return new CursorReader<>(context, split -> RangeSplit.cursor(split, number -> number));
    }

    @Override
    public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
        return RangeSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<RangeSplit>> getEnumeratorCheckpointSerializer() {
        return new ListSerializer<>(RangeSplit.SERIALIZER);
    }
}
