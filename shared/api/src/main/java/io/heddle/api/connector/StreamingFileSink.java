package io.heddle.api.connector;

import io.heddle.api.functions.RichSinkFunction;

/**
 * The older form of {@link FileSink}, for {@code addSink}; does the same, with the same guarantee: every record
 * exactly once.
 */
public final class StreamingFileSink<IN> extends RichSinkFunction<IN> implements NeedsCheckpoints {
    private final FileSink<IN> sink;

    private StreamingFileSink(FileSink<IN> sink) {
        this.sink = sink;
    }

    /** The sink that {@code addSink} uses in its place. */
    public FileSink<IN> asSink() {
        return sink;
    }

    /** Records one after another. */
    public static <IN> RowFormatBuilder<IN, String> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new RowFormatBuilder<>(FileSink.forRowFormat(basePath, encoder));
    }

    /** Records in files that are written as a whole; files are complete at every checkpoint. */
    public static <IN> BulkFormatBuilder<IN, String> forBulkFormat(
            Path basePath, BulkWriter.Factory<IN> writerFactory) {
        return new BulkFormatBuilder<>(FileSink.forBulkFormat(basePath, writerFactory));
    }

    /** Builds a sink of rows. */
    public static final class RowFormatBuilder<IN, BucketID> {
        private final FileSink.RowFormatBuilder<IN, BucketID> builder;

        private RowFormatBuilder(FileSink.RowFormatBuilder<IN, BucketID> builder) {
            this.builder = builder;
        }

        /** Sets how often, in milliseconds, files are looked at for their age; 60 s by default. */
        public RowFormatBuilder<IN, BucketID> withBucketCheckInterval(long interval) {
            return new RowFormatBuilder<>(builder.withBucketCheckInterval(interval));
        }

        /** Sets when files are complete. */
        public RowFormatBuilder<IN, BucketID> withRollingPolicy(RollingPolicy<IN, BucketID> policy) {
            return new RowFormatBuilder<>(builder.withRollingPolicy(policy));
        }

        /** Sets how files are called. */
        public RowFormatBuilder<IN, BucketID> withOutputFileConfig(OutputFileConfig config) {
            return new RowFormatBuilder<>(builder.withOutputFileConfig(config));
        }

        /** Sets how records are put into directories. */
        public <ID> RowFormatBuilder<IN, ID> withBucketAssigner(BucketAssigner<IN, ID> assigner) {
            return new RowFormatBuilder<>(builder.withBucketAssigner(assigner));
        }

        /** The sink. */
        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(builder.build());
        }
    }

    /** Builds a sink of whole files. */
    public static final class BulkFormatBuilder<IN, BucketID> {
        private final FileSink.BulkFormatBuilder<IN, BucketID> builder;

        private BulkFormatBuilder(FileSink.BulkFormatBuilder<IN, BucketID> builder) {
            this.builder = builder;
        }

        /** Sets how often, in milliseconds, files are looked at for their age; 60 s by default. */
        public BulkFormatBuilder<IN, BucketID> withBucketCheckInterval(long interval) {
            return new BulkFormatBuilder<>(builder.withBucketCheckInterval(interval));
        }

        /** Sets when files are complete, besides at checkpoints. */
        public BulkFormatBuilder<IN, BucketID> withRollingPolicy(CheckpointRollingPolicy<IN, BucketID> policy) {
            return new BulkFormatBuilder<>(builder.withRollingPolicy(policy));
        }

        /** Sets how files are called. */
        public BulkFormatBuilder<IN, BucketID> withOutputFileConfig(OutputFileConfig config) {
            return new BulkFormatBuilder<>(builder.withOutputFileConfig(config));
        }

        /** Sets how records are put into directories. */
        public <ID> BulkFormatBuilder<IN, ID> withBucketAssigner(BucketAssigner<IN, ID> assigner) {
            return new BulkFormatBuilder<>(builder.withBucketAssigner(assigner));
        }

        /** The sink. */
        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(builder.build());
        }
    }
}
