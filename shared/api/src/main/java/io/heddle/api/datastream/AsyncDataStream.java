package io.heddle.api.datastream;

import io.heddle.api.functions.AsyncFunction;
import io.heddle.api.functions.AsyncRetryStrategy;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.types.TypeExtractor;
import io.heddle.api.types.TypeInformation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous requests per record: to a database or a service, many at a time.
 *
 * <p>Records in flight are part of checkpoints and are asked for again after a failure: at least once for the
 * service, while each record has its results in the stream once. Results carry the timestamp of their record.
 *
 * <p>In all methods the time-out covers all attempts of a request; zero means none. When {@code capacity} records of
 * an instance are in flight, the stream waits. A capacity below 1, and retries without a time-out, are refused with
 * an {@link IllegalArgumentException}.
 */
public final class AsyncDataStream {
    /** How many records may be in flight unless said otherwise. */
    private static final int DEFAULT_QUEUE_CAPACITY = 100;

    private AsyncDataStream() {}

    /** The order of results. */
    public enum OutputMode {
        /** That of the records. */
        ORDERED,
        /** That of the answers, but never across a watermark. */
        UNORDERED
    }

    private static <I, O> SingleOutputStreamOperator<O> add(
            DataStream<I> in,
            AsyncFunction<I, O> func,
            long timeoutMs,
            int capacity,
            OutputMode mode,
            @Nullable AsyncRetryStrategy<O> retry) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The capacity must be at least 1, but is " + capacity + ".");
        }
        if (retry != null && timeoutMs <= 0) {
            throw new IllegalArgumentException(
                    "Retries need a time-out for the whole request, but it is " + timeoutMs + ".");
        }
        TypeInformation<O> type = TypeExtractor.producedType(func, AsyncFunction.class, 1, in.getType());
        return Wiring.operator(
                in,
                "async wait operator",
                new OperatorSpec.AsyncWait<>(
                        func, in.getType(), mode == OutputMode.ORDERED, timeoutMs, capacity, retry),
                type);
    }

    /** Results in the order of the answers; at most {@code capacity} records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> unorderedWait(
            DataStream<I> in, AsyncFunction<I, O> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.UNORDERED, null);
    }

    /** Results in the order of the answers; at most 100 records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> unorderedWait(
            DataStream<I> in, AsyncFunction<I, O> func, long timeout, TimeUnit timeUnit) {
        return unorderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
    }

    /** Results in the order of the records; at most {@code capacity} records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> orderedWait(
            DataStream<I> in, AsyncFunction<I, O> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.ORDERED, null);
    }

    /** Results in the order of the records; at most 100 records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> orderedWait(
            DataStream<I> in, AsyncFunction<I, O> func, long timeout, TimeUnit timeUnit) {
        return orderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
    }

    /** Results in the order of the answers, with retries; the time-out covers all attempts. */
    public static <I, O> SingleOutputStreamOperator<O> unorderedWaitWithRetry(
            DataStream<I> in,
            AsyncFunction<I, O> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<O> asyncRetryStrategy) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.UNORDERED, asyncRetryStrategy);
    }

    /** Results in the order of the answers, with retries; at most 100 records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> unorderedWaitWithRetry(
            DataStream<I> in,
            AsyncFunction<I, O> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<O> asyncRetryStrategy) {
        return unorderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
    }

    /** Results in the order of the records, with retries; the time-out covers all attempts. */
    public static <I, O> SingleOutputStreamOperator<O> orderedWaitWithRetry(
            DataStream<I> in,
            AsyncFunction<I, O> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<O> asyncRetryStrategy) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.ORDERED, asyncRetryStrategy);
    }

    /** Results in the order of the records, with retries; at most 100 records in flight. */
    public static <I, O> SingleOutputStreamOperator<O> orderedWaitWithRetry(
            DataStream<I> in,
            AsyncFunction<I, O> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<O> asyncRetryStrategy) {
        return orderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
    }
}
