package io.heddle.benchmarks.pipelines;

import io.heddle.api.connector.Sink;
import io.heddle.api.connector.SinkWriter;
import io.heddle.api.connector.WriterInitContext;
import io.heddle.benchmarks.Latencies;
import io.heddle.benchmarks.Probe;
import java.io.Serial;

/** Measures how long after its time each record arrives, once those of the first seconds are through. */
record LatencySink(String name) implements Sink<Long> {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        return new Writer(new Latencies(name));
    }

    private static final class Writer implements SinkWriter<Long> {
        private final Latencies latencies;
        private long seen;

        Writer(Latencies latencies) {
            this.latencies = latencies;
        }

        @Override
        public void write(Long dueNs, Context context) {
            seen++;
            if (Probe.isCounted(dueNs)) {
                latencies.add(System.nanoTime() - dueNs);
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {
            if (latencies.count() > 0) {
                latencies.publish();
            }
            Probe.add(seen, 0);
        }
    }
}
