package io.heddle.api.datastream;

import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.CountEvictor;
import io.heddle.api.windowing.CountTrigger;
import io.heddle.api.windowing.GlobalWindow;
import io.heddle.api.windowing.GlobalWindows;
import io.heddle.api.windowing.PurgingTrigger;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.SlidingProcessingTimeWindows;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.api.windowing.TumblingProcessingTimeWindows;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream by key: functions have state and timers per key, and records of one key stay in order.
 *
 * @param <T> the records
 * @param <K> the key
 */
public final class KeyedStream<T, K> extends DataStream<T> {
    private final KeySpec<T, K> keySpec;

    KeyedStream(DataStream<T> stream, KeySpec<T, K> keySpec) {
        this(stream, keySpec, new Partitioning.Hash(keySpec));
    }

    KeyedStream(DataStream<T> stream, KeySpec<T, K> keySpec, Partitioning partitioning) {
        super(stream.getExecutionEnvironment(), stream.partitioned(partitioning).edges());
        this.keySpec = keySpec;
    }

    @Override
    KeySpec<T, K> key() {
        return keySpec;
    }

    /** Takes the key out of a record. */
    public KeySelector<T, K> getKeySelector() {
        return keySpec.selector();
    }

    /** The type of the key. */
    public TypeInformation<K> getKeyType() {
        return keySpec.type();
    }

    @Override
    DataStream<T> partitioned(Partitioning partitioning) {
        if (!(partitioning instanceof Partitioning.Hash)) {
            throw new UnsupportedOperationException(
                    "The partitioning of a keyed stream is that of its keys. Repartition"
                            + " before keyBy(...) or after the operator that follows it.");
        }
        return super.partitioned(partitioning);
    }

    /** A process function with state and timers per key. */
    public <R> SingleOutputStreamOperator<R> process(KeyedProcessFunction<K, T, R> keyedProcessFunction) {
        return process(
                keyedProcessFunction,
                TypeExtractor.producedType(
                        keyedProcessFunction, KeyedProcessFunction.class, 2, getKeyType(), getType()));
    }

    /** A process function with state and timers per key, and the type of its output. */
    public <R> SingleOutputStreamOperator<R> process(
            KeyedProcessFunction<K, T, R> keyedProcessFunction, TypeInformation<R> outputType) {
        return Wiring.operator(
                this, "KeyedProcess", new OperatorSpec.KeyedProcess<>(keyedProcessFunction, keySpec), outputType);
    }

    /**
     * Combines the records of each key; emits the result after every record, in batch mode once per key. The value of
     * every key stays as state for ever; take windows, or a process function with a time to live, where keys go.
     */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> reducer) {
        return Wiring.operator(
                this, "Keyed Reduce", new OperatorSpec.KeyedReduce<>(reducer, keySpec, getType()), getType());
    }

    /**
     * Folds the records of each key into a value, beginning with a copy of the initial one; emits it after every record, in batch
     * mode too. The older form of an aggregate.
     *
     * @param initialValue must be serialisable
     */
    public <R> SingleOutputStreamOperator<R> fold(R initialValue, FoldFunction<T, R> folder) {
        TypeInformation<R> type = Accumulators.folded(initialValue, folder, getType());
        return Wiring.operator(
                this, "Keyed Fold", new OperatorSpec.KeyedFold<>(initialValue, folder, keySpec, type), type);
    }

    private SingleOutputStreamOperator<T> aggregate(FieldAggregation.Kind kind, FieldPath path, boolean first) {
        FieldAggregation<T> function = new FieldAggregation<>(kind, path.resolve(getType()), first);
        return Wiring.operator(
                this, "Keyed Aggregation", new OperatorSpec.KeyedReduce<>(function, keySpec, getType()), getType());
    }

    /**
     * The running sum of the field at a position (from 0), per key; other fields are those of the first record.
     *
     * @throws IllegalArgumentException if the field cannot be added
     */
    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return aggregate(FieldAggregation.Kind.SUM, FieldPath.of(positionToSum), true);
    }

    /** The running sum of a field, per key; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> sum(String field) {
        return aggregate(FieldAggregation.Kind.SUM, FieldPath.of(field), true);
    }

    /** The running minimum of the field at a position, per key; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return aggregate(FieldAggregation.Kind.MIN, FieldPath.of(positionToMin), true);
    }

    /** The running minimum of a field, per key; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> min(String field) {
        return aggregate(FieldAggregation.Kind.MIN, FieldPath.of(field), true);
    }

    /** The running maximum of the field at a position, per key; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return aggregate(FieldAggregation.Kind.MAX, FieldPath.of(positionToMax), true);
    }

    /** The running maximum of a field, per key; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> max(String field) {
        return aggregate(FieldAggregation.Kind.MAX, FieldPath.of(field), true);
    }

    /** The record with the smallest field at a position, per key; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** The record with the smallest field at a position, per key; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return aggregate(FieldAggregation.Kind.MIN_BY, FieldPath.of(positionToMinBy), first);
    }

    /** The record with the smallest field, per key; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(String field) {
        return minBy(field, true);
    }

    /** The record with the smallest field, per key; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return aggregate(FieldAggregation.Kind.MIN_BY, FieldPath.of(field), first);
    }

    /** The record with the largest field at a position, per key; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** The record with the largest field at a position, per key; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return aggregate(FieldAggregation.Kind.MAX_BY, FieldPath.of(positionToMaxBy), first);
    }

    /** The record with the largest field, per key; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(String field) {
        return maxBy(field, true);
    }

    /** The record with the largest field, per key; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return aggregate(FieldAggregation.Kind.MAX_BY, FieldPath.of(field), first);
    }

    /** The records of each key by windows. */
    public <W extends Window> WindowedStream<T, K, W> window(WindowAssigner<? super T, W> assigner) {
        return new WindowedStream<>(this, assigner);
    }

    /** Windows of a size, per key; see {@code setStreamTimeCharacteristic} for which time is meant. */
    public WindowedStream<T, K, TimeWindow> timeWindow(Time size) {
        return Wiring.isEventTime(this)
                ? window(TumblingEventTimeWindows.of(size))
                : window(TumblingProcessingTimeWindows.of(size));
    }

    /** Windows of a size and a slide, per key; see {@code setStreamTimeCharacteristic} for which time is meant. */
    public WindowedStream<T, K, TimeWindow> timeWindow(Time size, Time slide) {
        return Wiring.isEventTime(this)
                ? window(SlidingEventTimeWindows.of(size, slide))
                : window(SlidingProcessingTimeWindows.of(size, slide));
    }

    /** Every so many records of a key. A group that is not full when the stream ends gives nothing. */
    public WindowedStream<T, K, GlobalWindow> countWindow(long size) {
        return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
    }

    /** The last so many records of a key, every so many records. */
    public WindowedStream<T, K, GlobalWindow> countWindow(long size, long slide) {
        return window(GlobalWindows.create()).evictor(CountEvictor.of(size)).trigger(CountTrigger.of(slide));
    }

    /**
     * Pairs of records of two keyed streams whose times are near each other. In event time: both streams need
     * timestamps, a record without one fails the task.
     */
    public <T1> IntervalJoin<T, T1, K> intervalJoin(KeyedStream<T1, K> otherStream) {
        return new IntervalJoin<>(this, otherStream);
    }

    /** An interval join without its interval. */
    public static final class IntervalJoin<T1, T2, K> {
        private final KeyedStream<T1, K> left;
        private final KeyedStream<T2, K> right;

        IntervalJoin(KeyedStream<T1, K> left, KeyedStream<T2, K> right) {
            Wiring.sameEnvironment(left, right);
            this.left = left;
            this.right = right;
        }

        /** Event time, the only one there is. */
        public IntervalJoin<T1, T2, K> inEventTime() {
            return this;
        }

        /**
         * Not supported: processing time gives no result that could be repeated.
         *
         * @throws UnsupportedOperationException always
         */
        @SuppressWarnings("DoNotCallSuggester")
        public IntervalJoin<T1, T2, K> inProcessingTime() {
            throw new UnsupportedOperationException(
                    "An interval join works in event time: give both streams timestamps with"
                            + " assignTimestampsAndWatermarks(...).");
        }

        /**
         * Pairs with {@code left + lowerBound <= right <= left + upperBound}, both bounds included, in whole
         * milliseconds; may be negative. A lower bound above the upper one is refused by {@code process}.
         */
        public IntervalJoined<T1, T2, K> between(Time lowerBound, Time upperBound) {
            return between(lowerBound.toDuration(), upperBound.toDuration());
        }

        /**
         * Pairs with {@code left + lowerBound <= right <= left + upperBound}, both bounds included, in whole
         * milliseconds; may be negative. A lower bound above the upper one is refused by {@code process}.
         */
        public IntervalJoined<T1, T2, K> between(Duration lowerBound, Duration upperBound) {
            return new IntervalJoined<>(left, right, lowerBound.toMillis(), upperBound.toMillis());
        }
    }

    /** An interval join without its function. */
    public static final class IntervalJoined<T1, T2, K> {
        private final KeyedStream<T1, K> left;
        private final KeyedStream<T2, K> right;
        private long lowerBoundMs;
        private long upperBoundMs;
        private @Nullable OutputTag<T1> lateLeft;
        private @Nullable OutputTag<T2> lateRight;

        IntervalJoined(KeyedStream<T1, K> left, KeyedStream<T2, K> right, long lowerBoundMs, long upperBoundMs) {
            this.left = left;
            this.right = right;
            this.lowerBoundMs = lowerBoundMs;
            this.upperBoundMs = upperBoundMs;
        }

        /** Excludes the upper bound itself. */
        public IntervalJoined<T1, T2, K> upperBoundExclusive() {
            upperBoundMs--;
            return this;
        }

        /** Excludes the lower bound itself. */
        public IntervalJoined<T1, T2, K> lowerBoundExclusive() {
            lowerBoundMs++;
            return this;
        }

        /**
         * Sends records of the left stream that are behind the watermark to a side output; without it they are
         * counted, sampled and dropped.
         */
        public IntervalJoined<T1, T2, K> sideOutputLeftLateData(OutputTag<T1> outputTag) {
            this.lateLeft = outputTag;
            return this;
        }

        /**
         * Sends records of the right stream that are behind the watermark to a side output; without it they are
         * counted, sampled and dropped.
         */
        public IntervalJoined<T1, T2, K> sideOutputRightLateData(OutputTag<T2> outputTag) {
            this.lateRight = outputTag;
            return this;
        }

        /**
         * Handles the pairs, each once, as soon as its second record has come.
         *
         * @throws IllegalArgumentException if the lower bound is above the upper one
         */
        public <R> SingleOutputStreamOperator<R> process(ProcessJoinFunction<T1, T2, R> processJoinFunction) {
            return process(
                    processJoinFunction,
                    TypeExtractor.producedType(
                            processJoinFunction, ProcessJoinFunction.class, 2, left.getType(), right.getType()));
        }

        /** Handles the pairs; with the type of the output. */
        public <R> SingleOutputStreamOperator<R> process(
                ProcessJoinFunction<T1, T2, R> processJoinFunction, TypeInformation<R> outputType) {
            if (lowerBoundMs > upperBoundMs) {
                throw new IllegalArgumentException("The lower bound of the interval (" + lowerBoundMs
                        + " ms) is above the upper bound (" + upperBoundMs + " ms).");
            }
            OperatorSpec spec = new OperatorSpec.IntervalJoin<>(
                    left.key(),
                    right.key(),
                    left.getType(),
                    right.getType(),
                    lowerBoundMs,
                    upperBoundMs,
                    lateLeft,
                    lateRight,
                    processJoinFunction);
            return Wiring.operator(left, right, "Interval Join", spec, outputType);
        }
    }
}
