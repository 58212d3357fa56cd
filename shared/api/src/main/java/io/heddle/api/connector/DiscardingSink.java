package io.heddle.api.connector;

import io.heddle.api.functions.SinkFunction;

/** Throws records away; for both {@code sinkTo} and {@code addSink}. */
public final class DiscardingSink<T> implements Sink<T>, SinkFunction<T> {
    /** Throws records away. */
    public DiscardingSink() {}

    @Override
    public void invoke(T value) {}

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(T element, SinkWriter.Context unused) {}

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
