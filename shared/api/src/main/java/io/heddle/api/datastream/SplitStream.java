package io.heddle.api.datastream;

import io.heddle.api.functions.FilterFunction;
import java.util.Set;

/**
 * The older way to part a stream by names. Each {@link #select} is a filter that asks the selector again; prefer side outputs,
 * which ask once.
 */
public final class SplitStream<T> {
    private final DataStream<T> stream;
    private final OutputSelector<T> selector;

    SplitStream(DataStream<T> stream, OutputSelector<T> selector) {
        this.stream = stream;
        this.selector = selector;
    }

    /** The records that belong to at least one of the parts, each once. */
    public DataStream<T> select(String... outputNames) {
        return stream.filter(new Selected<>(selector, Set.of(outputNames))).name("Select " + Set.of(outputNames));
    }

    private record Selected<T>(OutputSelector<T> selector, Set<String> names) implements FilterFunction<T> {
        @Override
        public boolean filter(T value) {
            for (String name : selector.select(value)) {
                if (names.contains(name)) {
                    return true;
                }
            }
            return false;
        }
    }
}
