package io.heddle.benchmarks.pipelines;

import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.benchmarks.Probe;
import io.heddle.benchmarks.Weight;
import java.io.Serial;

/** Counts records and adds up a number of each. */
record CountingSink<T>(Weight<T> weight) implements Sink<T> {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(weight);
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final Weight<T> weight;
        private long count;
        private long sum;

        Writer(Weight<T> weight) {
            this.weight = weight;
        }

        @Override
        public void write(T value, Context context) {
            count++;
            sum += weight.of(value);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            Probe.add(count, sum);
        }
    }
}
