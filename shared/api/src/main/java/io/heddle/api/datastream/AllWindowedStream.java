package io.heddle.api.datastream;

import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.AllWindowFunction;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessAllWindowFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.plan.FieldAggregation;
import io.heddle.api.plan.FieldPath;
import io.heddle.api.plan.WindowComputation;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Time;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.time.Duration;

/**
 * All records by windows; one instance computes them all, whatever the parallelism.
 *
 * <p>Contents of windows are state: after a failure they are those of the last checkpoint, and each record has been
 * added once. A window is dropped when the watermark (or the clock) has passed its end and the allowed lateness;
 * records that come later go to {@link #sideOutputLateData} or are counted and dropped. Results carry the window's
 * last timestamp.
 *
 * <p>Prefer {@code reduce} and {@code aggregate}, which keep one value per window, to {@code apply} and {@code
 * process}, which keep all records.
 */
public final class AllWindowedStream<T, W extends Window> {
    private final DataStream<T> input;
    private final WindowDraft<T, Void, W> draft;

    AllWindowedStream(DataStream<T> input, WindowAssigner<? super T, W> assigner) {
        this.input = input;
        this.draft = new WindowDraft<>(input, null, assigner);
    }

    /** The environment the stream was built on. */
    public StreamExecutionEnvironment getExecutionEnvironment() {
        return input.getExecutionEnvironment();
    }

    /** The type of the records. */
    public TypeInformation<T> getInputType() {
        return draft.inputType();
    }

    /**
     * Sets when windows are computed, instead of the assigner's default.
     *
     * @throws UnsupportedOperationException if windows merge and the trigger cannot
     */
    public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
        draft.trigger(trigger);
        return this;
    }

    /** Sets which records are removed; the window then keeps every record, also with a reduce or aggregate. */
    public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
        draft.evictor(evictor);
        return this;
    }

    /**
     * Sets how long after its end a window is kept for late records, each of which computes it again; zero by
     * default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public AllWindowedStream<T, W> allowedLateness(Time lateness) {
        return allowedLateness(lateness.toDuration());
    }

    /**
     * Sets how long after its end a window is kept for late records, each of which computes it again; zero by
     * default.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
        draft.allowedLateness(lateness);
        return this;
    }

    /**
     * Sends records that are too late for all their windows to a side output; without it they are counted ({@code
     * numLateRecordsDropped}), sampled and dropped.
     */
    public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> outputTag) {
        draft.lateOutput(outputTag);
        return this;
    }

    /** Combines the records as they come; one result per firing. */
    public SingleOutputStreamOperator<T> reduce(ReduceFunction<T> function) {
        WindowDraft.notRich(function, "ReduceFunction");
        return draft.build(
                new WindowComputation.Reduced<>(function), new WindowComputation.PassThrough<>(), getInputType());
    }

    /** Combines the records, and hands the result to a window function. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(
                reduceFunction,
                function,
                TypeExtractor.producedType(function, AllWindowFunction.class, 1, getInputType()));
    }

    /** Combines the records, and hands the result to a window function; with the type of the output. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        WindowDraft.notRich(reduceFunction, "ReduceFunction");
        return draft.build(
                new WindowComputation.Reduced<>(reduceFunction),
                new WindowComputation.AppliedToAll<>(function),
                resultType);
    }

    /** Combines the records, and hands the result to a process function. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction, ProcessAllWindowFunction<T, R, W> function) {
        return reduce(
                reduceFunction,
                function,
                TypeExtractor.producedType(function, ProcessAllWindowFunction.class, 1, getInputType()));
    }

    /** Combines the records, and hands the result to a process function; with the type of the output. */
    public <R> SingleOutputStreamOperator<R> reduce(
            ReduceFunction<T> reduceFunction,
            ProcessAllWindowFunction<T, R, W> function,
            TypeInformation<R> resultType) {
        WindowDraft.notRich(reduceFunction, "ReduceFunction");
        return draft.build(
                new WindowComputation.Reduced<>(reduceFunction),
                new WindowComputation.ProcessedForAll<>(function),
                resultType);
    }

    private <A, V> WindowComputation.Aggregated<T, A, V> aggregated(AggregateFunction<T, A, V> function) {
        return aggregated(
                function,
                Accumulators.accumulator(function, getInputType()),
                Accumulators.result(function, getInputType()));
    }

    private static <T, A, V> WindowComputation.Aggregated<T, A, V> aggregated(
            AggregateFunction<T, A, V> function, TypeInformation<A> accType, TypeInformation<V> resultType) {
        WindowDraft.notRich(function, "AggregateFunction");
        return new WindowComputation.Aggregated<>(function, accType, resultType);
    }

    /** Aggregates the records as they come; one result per firing. */
    public <A, R> SingleOutputStreamOperator<R> aggregate(AggregateFunction<T, A, R> function) {
        WindowComputation.Aggregated<T, A, R> content = aggregated(function);
        return draft.build(content, new WindowComputation.PassThrough<>(), content.resultType());
    }

    /** Aggregates the records; with the types of accumulator and output. */
    public <A, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, R> function, TypeInformation<A> accumulatorType, TypeInformation<R> resultType) {
        return draft.build(
                aggregated(function, accumulatorType, resultType), new WindowComputation.PassThrough<>(), resultType);
    }

    /** Aggregates the records, and hands the result to a window function. */
    public <A, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, V> aggFunction, AllWindowFunction<V, R, W> windowFunction) {
        WindowComputation.Aggregated<T, A, V> content = aggregated(aggFunction);
        return draft.build(
                content,
                new WindowComputation.AppliedToAll<>(windowFunction),
                TypeExtractor.producedType(windowFunction, AllWindowFunction.class, 1, content.resultType()));
    }

    /** Aggregates the records, and hands the result to a window function; with types. */
    public <A, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, V> aggFunction,
            AllWindowFunction<V, R, W> windowFunction,
            TypeInformation<A> accumulatorType,
            TypeInformation<R> resultType) {
        return draft.build(
                aggregated(aggFunction, accumulatorType, Accumulators.result(aggFunction, getInputType())),
                new WindowComputation.AppliedToAll<>(windowFunction),
                resultType);
    }

    /** Aggregates the records, and hands the result to a process function. */
    public <A, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, V> aggFunction, ProcessAllWindowFunction<V, R, W> windowFunction) {
        WindowComputation.Aggregated<T, A, V> content = aggregated(aggFunction);
        return draft.build(
                content,
                new WindowComputation.ProcessedForAll<>(windowFunction),
                TypeExtractor.producedType(windowFunction, ProcessAllWindowFunction.class, 1, content.resultType()));
    }

    /** Aggregates the records, and hands the result to a process function; with types. */
    public <A, V, R> SingleOutputStreamOperator<R> aggregate(
            AggregateFunction<T, A, V> aggFunction,
            ProcessAllWindowFunction<V, R, W> windowFunction,
            TypeInformation<A> accumulatorType,
            TypeInformation<V> aggregateResultType,
            TypeInformation<R> resultType) {
        return draft.build(
                aggregated(aggFunction, accumulatorType, aggregateResultType),
                new WindowComputation.ProcessedForAll<>(windowFunction),
                resultType);
    }

    /** Hands all records of a window to a function. */
    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function) {
        return apply(function, TypeExtractor.producedType(function, AllWindowFunction.class, 1, getInputType()));
    }

    /** Hands all records of a window to a function; with the type of the output. */
    public <R> SingleOutputStreamOperator<R> apply(AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return draft.build(
                new WindowComputation.Elements<>(), new WindowComputation.AppliedToAll<>(function), resultType);
    }

    /** Hands all records of a window to a process function. */
    public <R> SingleOutputStreamOperator<R> process(ProcessAllWindowFunction<T, R, W> function) {
        return process(
                function, TypeExtractor.producedType(function, ProcessAllWindowFunction.class, 1, getInputType()));
    }

    /** Hands all records of a window to a process function; with the type of the output. */
    public <R> SingleOutputStreamOperator<R> process(
            ProcessAllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return draft.build(
                new WindowComputation.Elements<>(), new WindowComputation.ProcessedForAll<>(function), resultType);
    }

    /**
     * Folds the records into a value, beginning with a copy of the initial one. The older form of an aggregate; not for windows
     * that merge.
     *
     * @param initialValue must be serialisable
     */
    public <R> SingleOutputStreamOperator<R> fold(R initialValue, FoldFunction<T, R> function) {
        return fold(initialValue, function, Accumulators.folded(initialValue, function, getInputType()));
    }

    /** Folds the records; with the type of the output. */
    public <R> SingleOutputStreamOperator<R> fold(
            R initialValue, FoldFunction<T, R> function, TypeInformation<R> resultType) {
        return draft.build(
                draft.folded(initialValue, function, resultType), new WindowComputation.PassThrough<>(), resultType);
    }

    /** Folds the records, and hands the result to a window function. */
    public <A, R> SingleOutputStreamOperator<R> fold(
            A initialValue, FoldFunction<T, A> foldFunction, AllWindowFunction<A, R, W> function) {
        TypeInformation<A> folded = Accumulators.folded(initialValue, foldFunction, getInputType());
        return fold(
                initialValue,
                foldFunction,
                function,
                folded,
                TypeExtractor.producedType(function, AllWindowFunction.class, 1, folded));
    }

    /** Folds the records, and hands the result to a window function; with types. */
    public <A, R> SingleOutputStreamOperator<R> fold(
            A initialValue,
            FoldFunction<T, A> foldFunction,
            AllWindowFunction<A, R, W> function,
            TypeInformation<A> foldedType,
            TypeInformation<R> resultType) {
        return draft.build(
                draft.folded(initialValue, foldFunction, foldedType),
                new WindowComputation.AppliedToAll<>(function),
                resultType);
    }

    /** Folds the records, and hands the result to a process function. */
    public <A, R> SingleOutputStreamOperator<R> fold(
            A initialValue, FoldFunction<T, A> foldFunction, ProcessAllWindowFunction<A, R, W> function) {
        TypeInformation<A> folded = Accumulators.folded(initialValue, foldFunction, getInputType());
        return fold(
                initialValue,
                foldFunction,
                function,
                folded,
                TypeExtractor.producedType(function, ProcessAllWindowFunction.class, 1, folded));
    }

    /** Folds the records, and hands the result to a process function; with types. */
    public <A, R> SingleOutputStreamOperator<R> fold(
            A initialValue,
            FoldFunction<T, A> foldFunction,
            ProcessAllWindowFunction<A, R, W> function,
            TypeInformation<A> foldedType,
            TypeInformation<R> resultType) {
        return draft.build(
                draft.folded(initialValue, foldFunction, foldedType),
                new WindowComputation.ProcessedForAll<>(function),
                resultType);
    }

    /** The older name of {@link #reduce(ReduceFunction, AllWindowFunction)}. */
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function) {
        return reduce(reduceFunction, function);
    }

    /** The older name of {@link #reduce(ReduceFunction, AllWindowFunction, TypeInformation)}. */
    public <R> SingleOutputStreamOperator<R> apply(
            ReduceFunction<T> reduceFunction, AllWindowFunction<T, R, W> function, TypeInformation<R> resultType) {
        return reduce(reduceFunction, function, resultType);
    }

    /** The older name of {@link #fold(Object, FoldFunction, AllWindowFunction)}. */
    public <A, R> SingleOutputStreamOperator<R> apply(
            A initialValue, FoldFunction<T, A> foldFunction, AllWindowFunction<A, R, W> function) {
        return fold(initialValue, foldFunction, function);
    }

    private SingleOutputStreamOperator<T> fields(FieldAggregation.Kind kind, FieldPath path, boolean first) {
        return reduce(draft.field(kind, path, first));
    }

    /**
     * The sum of the field at a position (from 0); other fields are those of the first record.
     *
     * @throws IllegalArgumentException if the field cannot be added
     */
    public SingleOutputStreamOperator<T> sum(int positionToSum) {
        return fields(FieldAggregation.Kind.SUM, FieldPath.of(positionToSum), true);
    }

    /** The sum of a field; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> sum(String field) {
        return fields(FieldAggregation.Kind.SUM, FieldPath.of(field), true);
    }

    /** The minimum of the field at a position; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> min(int positionToMin) {
        return fields(FieldAggregation.Kind.MIN, FieldPath.of(positionToMin), true);
    }

    /** The minimum of a field; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> min(String field) {
        return fields(FieldAggregation.Kind.MIN, FieldPath.of(field), true);
    }

    /** The maximum of the field at a position; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> max(int positionToMax) {
        return fields(FieldAggregation.Kind.MAX, FieldPath.of(positionToMax), true);
    }

    /** The maximum of a field; other fields are those of the first record. */
    public SingleOutputStreamOperator<T> max(String field) {
        return fields(FieldAggregation.Kind.MAX, FieldPath.of(field), true);
    }

    /** The record with the smallest field at a position; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy) {
        return minBy(positionToMinBy, true);
    }

    /** The record with the smallest field at a position; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> minBy(int positionToMinBy, boolean first) {
        return fields(FieldAggregation.Kind.MIN_BY, FieldPath.of(positionToMinBy), first);
    }

    /** The record with the smallest field; of equal ones the first. */
    public SingleOutputStreamOperator<T> minBy(String field) {
        return minBy(field, true);
    }

    /** The record with the smallest field; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> minBy(String field, boolean first) {
        return fields(FieldAggregation.Kind.MIN_BY, FieldPath.of(field), first);
    }

    /** The record with the largest field at a position; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy) {
        return maxBy(positionToMaxBy, true);
    }

    /** The record with the largest field at a position; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> maxBy(int positionToMaxBy, boolean first) {
        return fields(FieldAggregation.Kind.MAX_BY, FieldPath.of(positionToMaxBy), first);
    }

    /** The record with the largest field; of equal ones the first. */
    public SingleOutputStreamOperator<T> maxBy(String field) {
        return maxBy(field, true);
    }

    /** The record with the largest field; of equal ones the first or the last. */
    public SingleOutputStreamOperator<T> maxBy(String field, boolean first) {
        return fields(FieldAggregation.Kind.MAX_BY, FieldPath.of(field), first);
    }
}
