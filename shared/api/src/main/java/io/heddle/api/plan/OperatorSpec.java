package io.heddle.api.plan;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.Sink;
import io.heddle.api.connector.Source;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.AsyncRetryStrategy;
import io.heddle.api.functions.BroadcastProcessFunction;
import io.heddle.api.functions.CoFlatMapFunction;
import io.heddle.api.functions.CoGroupFunction;
import io.heddle.api.functions.CoMapFunction;
import io.heddle.api.functions.CoProcessFunction;
import io.heddle.api.functions.FilterFunction;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.KeyedBroadcastProcessFunction;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.functions.ProcessFunction;
import io.heddle.api.functions.ProcessJoinFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.functions.SinkFunction;
import io.heddle.api.functions.SourceFunction;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Evictor;
import io.heddle.api.windowing.Trigger;
import io.heddle.api.windowing.Window;
import io.heddle.api.windowing.WindowAssigner;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator does: one kind per record, with the user's functions and the types the engine needs to keep records in
 * state. The engine turns each into the best operator it has.
 *
 * <p>A key that is not null means that the input is keyed: the operator runs with the record's key as the current one.
 */
public sealed interface OperatorSpec extends Serializable {
    /** Reads splits; reader and watermarks in one operator. */
    record SplitSource<T>(Source<T, ?, ?> source, WatermarkStrategy<T> watermarks) implements OperatorSpec {}

    /** Assigns splits; the planner puts it before each {@link SplitSource}, in a hidden vertex with one instance. */
    record SplitEnumeration<T>(Source<T, ?, ?> source) implements OperatorSpec {}

    /** Runs a source function; with one instance unless it is parallel. */
    record FunctionSource<T>(SourceFunction<T> function, Boundedness boundedness) implements OperatorSpec {}

    /** One in, one out. */
    record Map<I, O>(MapFunction<I, O> function, @Nullable KeySpec<I, ?> key) implements OperatorSpec {}

    /** One in, any number out. */
    record FlatMap<I, O>(
            FlatMapFunction<I, O> function, @Nullable KeySpec<I, ?> key) implements OperatorSpec {}

    /** Some pass. */
    record Filter<T>(FilterFunction<T> function, @Nullable KeySpec<T, ?> key) implements OperatorSpec {}

    /** A process function; timers only with a key. */
    @SuppressWarnings("JavaLangClash")
    record Process<I, O>(
            ProcessFunction<I, O> function, @Nullable KeySpec<I, ?> key) implements OperatorSpec {}

    /** A keyed process function. */
    record KeyedProcess<K, I, O>(KeyedProcessFunction<K, I, O> function, KeySpec<I, K> key) implements OperatorSpec {}

    /** A running reduce per key; the function may be a {@link FieldAggregation}. */
    record KeyedReduce<K, T>(ReduceFunction<T> function, KeySpec<T, K> key, TypeInformation<T> type)
            implements OperatorSpec {}

    /** A running fold per key, beginning with a copy of the initial value. */
    record KeyedFold<K, T, A>(A initial, FoldFunction<T, A> function, KeySpec<T, K> key, TypeInformation<A> type)
            implements OperatorSpec {}

    /** A map over two inputs. */
    record CoMap<I1, I2, O>(
            CoMapFunction<I1, I2, O> function,
            @Nullable KeySpec<I1, ?> key1,
            @Nullable KeySpec<I2, ?> key2) implements OperatorSpec {}

    /** A flat map over two inputs. */
    record CoFlatMap<I1, I2, O>(
            CoFlatMapFunction<I1, I2, O> function,
            @Nullable KeySpec<I1, ?> key1,
            @Nullable KeySpec<I2, ?> key2) implements OperatorSpec {}

    /** A process function over two inputs. */
    record CoProcess<I1, I2, O>(
            CoProcessFunction<I1, I2, O> function,
            @Nullable KeySpec<I1, ?> key1,
            @Nullable KeySpec<I2, ?> key2) implements OperatorSpec {}

    /** A process function over two keyed inputs. */
    record KeyedCoProcess<K, I1, I2, O>(
            KeyedCoProcessFunction<K, I1, I2, O> function, KeySpec<I1, K> key1, KeySpec<I2, K> key2)
            implements OperatorSpec {}

    /** A stream (input 0) with a broadcast one (input 1). */
    record BroadcastProcess<I1, I2, O>(
            BroadcastProcessFunction<I1, I2, O> function, List<MapStateDescriptor<?, ?>> broadcastStates)
            implements OperatorSpec {}

    /** A keyed stream (input 0) with a broadcast one (input 1). */
    record KeyedBroadcastProcess<K, I1, I2, O>(
            KeyedBroadcastProcessFunction<K, I1, I2, O> function,
            KeySpec<I1, K> key,
            List<MapStateDescriptor<?, ?>> broadcastStates)
            implements OperatorSpec {}

    /** Gives records timestamps and makes watermarks. */
    record TimestampsAndWatermarks<T>(WatermarkStrategy<T> strategy) implements OperatorSpec {}

    /**
     * Windows.
     *
     * @param key null for all records together, with one instance
     * @param assigner puts records into windows
     * @param trigger decides when to compute; never null, the assigner's default is filled in
     * @param evictor removes records, or null
     * @param allowedLatenessMs how long after its end a window is kept
     * @param lateOutput where records go that are too late, or null
     * @param computation what is computed
     */
    record Windowed<T, K, W extends Window, O>(
            @Nullable KeySpec<T, K> key,
            TypeInformation<T> inputType,
            WindowAssigner<? super T, W> assigner,
            Trigger<? super T, ? super W> trigger,
            @Nullable Evictor<? super T, ? super W> evictor,
            long allowedLatenessMs,
            @Nullable OutputTag<T> lateOutput,
            WindowComputation<T, K, W, O> computation)
            implements OperatorSpec {}

    /**
     * The records of two keyed streams that share key and window; triggers and evictors see {@link TaggedUnion}s.
     *
     * @param function may be a {@link JoinedPairs}
     */
    record WindowedCoGroup<T1, T2, K, W extends Window, O>(
            KeySpec<T1, K> key1,
            KeySpec<T2, K> key2,
            TypeInformation<T1> type1,
            TypeInformation<T2> type2,
            WindowAssigner<? super TaggedUnion<T1, T2>, W> assigner,
            Trigger<? super TaggedUnion<T1, T2>, ? super W> trigger,
            @Nullable Evictor<? super TaggedUnion<T1, T2>, ? super W> evictor,
            long allowedLatenessMs,
            CoGroupFunction<T1, T2, O> function)
            implements OperatorSpec {}

    /**
     * Pairs of two keyed streams whose timestamps satisfy {@code left + lower <= right <= left + upper}.
     *
     * @param lowerBoundMs lower bound, inclusive
     * @param upperBoundMs upper bound, inclusive
     * @param lateLeft where late records of the left stream go, or null
     * @param lateRight where late records of the right stream go, or null
     */
    record IntervalJoin<K, T1, T2, O>(
            KeySpec<T1, K> key1,
            KeySpec<T2, K> key2,
            TypeInformation<T1> type1,
            TypeInformation<T2> type2,
            long lowerBoundMs,
            long upperBoundMs,
            @Nullable OutputTag<T1> lateLeft,
            @Nullable OutputTag<T2> lateRight,
            ProcessJoinFunction<T1, T2, O> function)
            implements OperatorSpec {}

    /**
     * Asynchronous requests.
     *
     * @param ordered whether results keep the order of the records
     * @param timeoutMs how long a record may take in all; 0 means for ever
     * @param capacity how many records may be in flight
     * @param retry when to repeat
     */
    record AsyncWait<I, O>(
            AsyncFunction<I, O> function,
            TypeInformation<I> inputType,
            boolean ordered,
            long timeoutMs,
            int capacity,
            @Nullable AsyncRetryStrategy<O> retry)
            implements OperatorSpec {}

    /** Hands records to a sink function. */
    record FunctionSink<T>(
            SinkFunction<T> function, @Nullable KeySpec<T, ?> key) implements OperatorSpec {}

    /** Hands records to a sink's writer, and commits what it prepares if the sink can. */
    record WriterSink<T>(Sink<T> sink) implements OperatorSpec {}

    /** Hands records back to the client; with one instance. */
    record CollectSink<T>(String resultId, TypeInformation<T> type) implements OperatorSpec {}
}
