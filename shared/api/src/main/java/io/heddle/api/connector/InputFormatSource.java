package io.heddle.api.connector;

import io.heddle.api.environment.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads an {@link InputFormat} as a bounded source. Checkpoints hold how many records of each split are out; a restart, at any
 * parallelism, opens the split again and skips those.
 */
public final class InputFormatSource<T> implements Source<T, CountedSplit, List<CountedSplit>> {
    private final InputFormat<T, InputSplit> format;

    /** A source of the records of the format. */
    @SuppressWarnings("unchecked")
    public InputFormatSource(InputFormat<T, ?> format) {
        this.format = (InputFormat<T, InputSplit>) format;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> createEnumerator(
            SplitEnumeratorContext<CountedSplit> context) {
        int of = context.currentParallelism();
        try {
            format.configure(new Configuration());
            return new ListEnumerator<>(context, CountedSplit.all(format.createInputSplits(of).length, of));
        } catch (IOException e) {
            throw new UncheckedIOException("The input cannot be parted into splits: " + e.getMessage(), e);
        }
    }

    @Override
    public SplitEnumerator<CountedSplit, List<CountedSplit>> restoreEnumerator(
            SplitEnumeratorContext<CountedSplit> context, List<CountedSplit> checkpoint) {
        return new ListEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<T, CountedSplit> createReader(SourceReaderContext context) {
        return new CursorReader<>(context, this::open);
    }

    private SplitCursor<T, CountedSplit> open(CountedSplit split) throws IOException {
        format.configure(new Configuration());
        RichInputFormat<?, ?> rich = format instanceof RichInputFormat<?, ?> some ? some : null;
        if (rich != null) {
            rich.openInputFormat();
        }
        InputSplit[] all = format.createInputSplits(split.of());
        if (split.index() >= all.length) {
            throw new IOException("The format gives " + all.length + " splits now and gave more before, so that split "
                    + split.splitId() + " is not there: createInputSplits must give the same wherever it is called.");
        }
        format.open(all[split.index()]);
        return new Cursor(split, rich != null ? rich::closeInputFormat : () -> {});
    }

    /** Something that may fail with its input. */
    private interface Closing {
        void close() throws IOException;
    }

    private final class Cursor implements SplitCursor<T, CountedSplit> {
        private final CountedSplit split;
        private final Closing closing;
        private long read;

        Cursor(CountedSplit split, Closing closing) {
            this.split = split;
            this.closing = closing;
        }

        @Override
        public boolean advance(SourceOutput<T> output, int maxRecords) throws Exception {
            for (int i = 0; i < maxRecords; i++) {
                if (format.reachedEnd()) {
                    return false;
                }
                T record = format.nextRecord(null);
                if (record != null) {
                    read++;
                    if (read > split.emitted()) {
                        output.collect(record);
                    }
                }
            }
            return true;
        }

        @Override
        public CountedSplit rest() {
            return split.at(Math.max(read, split.emitted()));
        }

        @Override
        public String place() {
            return "record " + read;
        }

        @Override
        public void close() throws IOException {
            try {
                format.close();
            } finally {
                closing.close();
            }
        }
    }

    @Override
    public SimpleVersionedSerializer<CountedSplit> getSplitSerializer() {
        return CountedSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<List<CountedSplit>> getEnumeratorCheckpointSerializer() {
        return new ListSerializer<>(CountedSplit.SERIALIZER);
    }
}
