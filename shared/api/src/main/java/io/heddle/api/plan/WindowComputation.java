package io.heddle.api.plan;

import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.AllWindowFunction;
import io.heddle.api.functions.FoldFunction;
import io.heddle.api.functions.ProcessAllWindowFunction;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.functions.ReduceFunction;
import io.heddle.api.functions.WindowFunction;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.windowing.Window;
import java.io.Serializable;

/**
 * What a window computes: what is kept per window, and what happens to it when the window fires.
 *
 * @param content what is kept
 * @param output what is emitted
 */
public record WindowComputation<T, K, W extends Window, O>(Content<T> content, Output<K, W, O> output)
        implements Serializable {
    /** What is kept per key and window. */
    public sealed interface Content<T> extends Serializable {}

    /** Every record. */
    public record Elements<T>() implements Content<T> {}

    /** One record; the function may be a {@link FieldAggregation}. */
    public record Reduced<T>(ReduceFunction<T> function) implements Content<T> {}

    /** An accumulator. */
    public record Aggregated<T, A, R>(
            AggregateFunction<T, A, R> function, TypeInformation<A> accumulatorType, TypeInformation<R> resultType)
            implements Content<T> {}

    /** A value that records are folded into, beginning with a copy of the initial one; cannot be merged. */
    public record Folded<T, A>(A initial, FoldFunction<T, A> function, TypeInformation<A> type) implements Content<T> {}

    /** What is emitted when the window fires. */
    public sealed interface Output<K, W extends Window, O> extends Serializable {}

    /** The reduced record or the aggregate as it is. */
    public record PassThrough<K, W extends Window, O>() implements Output<K, W, O> {}

    /** What a function makes of it, per key. */
    public record Applied<K, W extends Window, R, O>(WindowFunction<R, O, K, W> function) implements Output<K, W, O> {}

    /** What a process function makes of it, per key. */
    public record Processed<K, W extends Window, R, O>(ProcessWindowFunction<R, O, K, W> function)
            implements Output<K, W, O> {}

    /** What a function makes of it, for a stream without keys. */
    public record AppliedToAll<K, W extends Window, R, O>(AllWindowFunction<R, O, W> function)
            implements Output<K, W, O> {}

    /** What a process function makes of it, for a stream without keys. */
    public record ProcessedForAll<K, W extends Window, R, O>(ProcessAllWindowFunction<R, O, W> function)
            implements Output<K, W, O> {}
}
