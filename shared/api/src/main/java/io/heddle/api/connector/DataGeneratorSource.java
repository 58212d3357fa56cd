package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import io.heddle.api.types.TypeInformation;
import java.util.List;

/**
 * Records made out of the numbers 0, 1, 2 ..., in parallel and at a pace. The numbers that are out are part of
 * checkpoints: exactly once, if the function gives the same record for the same number.
 */
public final class DataGeneratorSource<T> implements Source<T, RangeSplit, List<RangeSplit>>, ResultTypeQueryable<T> {
    private final GeneratorFunction<Long, T> generatorFunction;
    private final long count;
    private final RateLimiterStrategy rateLimiterStrategy;
    private final TypeInformation<T> typeInfo;

    /** So many records, as fast as possible. */
    public DataGeneratorSource(GeneratorFunction<Long, T> generatorFunction, long count, TypeInformation<T> typeInfo) {
        this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
    }

    /** So many records ({@link Long#MAX_VALUE} counts as without end), at a pace. */
    public DataGeneratorSource(
            GeneratorFunction<Long, T> generatorFunction,
            long count,
            RateLimiterStrategy rateLimiterStrategy,
            TypeInformation<T> typeInfo) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of records must be positive, but is " + count + ".");
        }
        this.generatorFunction = generatorFunction;
        this.count = count;
        this.rateLimiterStrategy = rateLimiterStrategy;
        this.typeInfo = typeInfo;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return typeInfo;
    }

    @Override
    public Boundedness getBoundedness() {
        return count == Long.MAX_VALUE ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return new ListEnumerator<>(context, RangeSplit.parts(0, count - 1, context.currentParallelism()));
    }

    @Override
    public SplitEnumerator<RangeSplit, List<RangeSplit>> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<T, RangeSplit> createReader(SourceReaderContext context) throws Exception {
        generatorFunction.open(context);
        Pace pace = Paces.of(rateLimiterStrategy, context.getIndexOfSubtask(), context.currentParallelism());
        return new CursorReader<>(context, split -> RangeSplit.cursor(split, generatorFunction), pace);
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
