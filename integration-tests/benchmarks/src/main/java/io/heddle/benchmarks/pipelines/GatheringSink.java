package io.heddle.benchmarks.pipelines;

import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.benchmarks.Gathered;
import java.io.Serial;

/** Keeps every record as text, under the name of its pipeline. */
record GatheringSink(String pipeline) implements Sink<String> {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer(pipeline);
    }

    private static final class Writer implements SinkWriter<String> {
        private final String pipeline;

        Writer(String pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void write(String value, Context context) {
            Gathered.add(pipeline, value);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
