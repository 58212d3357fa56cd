package io.heddle.api.datastream;

import io.heddle.api.environment.CloseableIterator;
import io.heddle.api.functions.KeySelector;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.types.TypeInformation;
import java.util.Iterator;
import java.util.List;

/** More that can be done with streams: mostly older names of what {@link DataStream} has itself. */
public final class DataStreamUtils {
    private DataStreamUtils() {}

    /** Executes the program and gives the records of a stream as they come. */
    public static <T> Iterator<T> collect(DataStream<T> stream) throws Exception {
        return stream.executeAndCollect();
    }

    /** Executes the program under a name and gives the records of a stream as they come. */
    public static <T> CloseableIterator<T> collect(DataStream<T> stream, String executionJobName) throws Exception {
        return stream.executeAndCollect(executionJobName);
    }

    /** Executes the program and gives all records of a bounded stream. */
    public static <T> List<T> collectBoundedStream(DataStream<T> stream, String jobName) throws Exception {
        return stream.executeAndCollect(jobName, Integer.MAX_VALUE);
    }

    /** Executes the program and gives the first records of an unbounded stream. */
    public static <T> List<T> collectUnboundedStream(DataStream<T> stream, int numElements, String jobName)
            throws Exception {
        return stream.executeAndCollect(jobName, numElements);
    }

    /** Takes a stream as keyed that is partitioned already exactly as {@code keyBy} would do it; nothing is sent. */
    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector) {
        return new KeyedStream<>(stream, Wiring.key(stream.getType(), keySelector), new Partitioning.Forward());
    }

    /** The same with the key's type. */
    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector, TypeInformation<K> typeInfo) {
        return new KeyedStream<>(stream, Wiring.key(keySelector, typeInfo), new Partitioning.Forward());
    }
}
