package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import io.heddle.api.types.TypeInformation;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fixed list of elements, read by one instance; bounded. The position is part of checkpoints: exactly once. In a
 * plan that leaves the program the elements are bytes, written by the serialiser of their type, so that they need not
 * be serialisable in Java's sense; they travel with the plan, so there should be few.
 */
public final class CollectionSource<T> implements Source<T, RangeSplit, List<RangeSplit>>, ResultTypeQueryable<T> {
    private final transient @Nullable List<T> elements;
    private final byte @Nullable [][] encoded;
    private final int size;
    private final TypeInformation<T> type;

    private CollectionSource(
            @Nullable List<T> elements, byte @Nullable [][] encoded, int size, TypeInformation<T> type) {
        this.elements = elements;
        this.encoded = encoded;
        this.size = size;
        this.type = type;
    }

    /** These elements. */
    public static <T> CollectionSource<T> of(Collection<T> elements, TypeInformation<T> type) {
        return new CollectionSource<>(List.copyOf(elements), null, elements.size(), type);
    }

    /** The same with the elements as bytes. For the planner. */
    public CollectionSource<T> encode(Function<T, byte[]> encoder) {
        List<T> plain = elements;
        if (plain == null) {
            return this;
        }
        return new CollectionSource<>(null, plain.stream().map(encoder).toArray(byte[][]::new), size, type);
    }

    /** The same without elements, which is enough to assign splits. For the planner. */
    public CollectionSource<T> withoutElements() {
        return new CollectionSource<>(null, null, size, type);
    }

    /** How many elements there are. */
    public int size() {
        return size;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return new ListEnumerator<>(context, RangeSplit.parts(0, size - 1L, context.currentParallelism()));
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<T, RangeSplit> createReader(SourceReaderContext context) {
        List<T> plain = elements;
        byte[][] bytes = encoded;
        GeneratorFunction<Long, T> lookup;
        if (plain != null) {
            lookup = index -> plain.get(index.intValue());
        } else if (bytes != null) {
            lookup = index -> context.decode(bytes[index.intValue()], type);
        } else {
            throw new IllegalStateException(
                    "A collection source has reached a worker without its elements: the plan was"
                            + " not made by the planner.");
        }
        return new CursorReader<>(context, split -> RangeSplit.cursor(split, lookup));
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
