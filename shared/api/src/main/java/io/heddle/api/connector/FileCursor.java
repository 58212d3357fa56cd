package io.heddle.api.connector;

import java.io.IOException;
import java.io.InputStream;

/** Reads a split of a file. */
final class FileCursor<T> implements SplitCursor<T, FileSourceSplit> {
    private final FileSourceSplit split;
    private final StreamFormat.Reader<T> reader;

    private FileCursor(FileSourceSplit split, StreamFormat.Reader<T> reader) {
        this.split = split;
        this.reader = reader;
    }

    static <T> FileCursor<T> open(FileSourceSplit split, StreamFormat<T> format) throws IOException {
        boolean resumed = split.resumeAt() >= 0;
        boolean aligned = resumed || split.start() == 0;
        // One byte back: if it is the end of a record, the next one begins in this part.
        long position = resumed ? split.resumeAt() : Math.max(0, split.start() - 1);
        Compression compression = Compression.of(split.path());
        FileSystem fileSystem = FileSystem.of(split.path());
        InputStream in;
        if (compression == Compression.NONE) {
            in = fileSystem.open(split.path(), position);
        } else {
            in = compression.decompress(fileSystem.open(split.path(), 0));
            in.skipNBytes(position);
        }
        return new FileCursor<>(split, format.createReader(in, position, split.end(), aligned));
    }

    @Override
    public boolean advance(SourceOutput<T> output, int maxRecords) throws IOException {
        for (int i = 0; i < maxRecords; i++) {
            T record = reader.read();
            if (record == null) {
                return false;
            }
            output.collect(record);
        }
        return true;
    }

    @Override
    public FileSourceSplit rest() {
        return new FileSourceSplit(split.splitId(), split.path(), split.start(), split.end(), reader.position());
    }

    @Override
    public String place() {
        return split.path() + ", the record that ends before byte " + reader.position();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
