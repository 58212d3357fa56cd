package io.heddle.api.connector;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/**
 * Files with every record exactly once, in directories by bucket.
 *
 * <p>A file is written under a hidden name (it begins with a dot), is complete when the rolling policy says so, and
 * gets its visible name by an atomic rename when the checkpoint after that is complete. Visible files never change.
 * Checkpoints must be on unless the job runs in batch mode, where files become visible when their instance has ended;
 * a streaming job without them is refused.
 *
 * <p>After a failure, hidden files of the failed attempt may stay behind; no reader sees them, and those older than
 * the oldest checkpoint or savepoint that is kept may be deleted.
 *
 * <p>By default: a bucket per hour, files looked at for their age every 60 s, and {@link DefaultRollingPolicy} for
 * rows.
 */
public final class FileSink<IN>
        implements TwoPhaseCommittingSink<IN, FileSinkCommittable>,
                SupportsWriterState<IN, FileSinkCommittable>,
                NeedsCheckpoints {
    private static final long DEFAULT_CHECK_INTERVAL_MS = 60_000;
    private final Settings<IN, ?> settings;

    private FileSink(Settings<IN, ?> settings) {
        this.settings = settings;
    }

    record Settings<T, B>(
            String basePath,
            PartFormat<T> format,
            BucketAssigner<T, B> bucketAssigner,
            RollingPolicy<T, B> rollingPolicy,
            OutputFileConfig outputFileConfig,
            long bucketCheckIntervalMs)
            implements Serializable {

        Settings<T, B> with(RollingPolicy<T, B> policy) {
            return new Settings<>(basePath, format, bucketAssigner, policy, outputFileConfig, bucketCheckIntervalMs);
        }

        Settings<T, B> with(OutputFileConfig names) {
            return new Settings<>(basePath, format, bucketAssigner, rollingPolicy, names, bucketCheckIntervalMs);
        }

        Settings<T, B> checkedEvery(long intervalMs) {
            if (intervalMs <= 0) {
                throw new IllegalArgumentException(
                        "The bucket check interval must be positive, but is " + intervalMs + " ms.");
            }
            return new Settings<>(basePath, format, bucketAssigner, rollingPolicy, outputFileConfig, intervalMs);
        }

        /** The policy stays: it may not look at bucket ids of another type, as it was made before they were chosen. */
        @SuppressWarnings("unchecked")
        <N> Settings<T, N> with(BucketAssigner<T, N> assigner) {
            return new Settings<>(
                    basePath,
                    format,
                    assigner,
                    (RollingPolicy<T, N>) rollingPolicy,
                    outputFileConfig,
                    bucketCheckIntervalMs);
        }

        FileSinkWriter<T, B> writer(WriterInitContext context) throws IOException {
            return new FileSinkWriter<>(this, context.getProcessingTimeService());
        }

        FileSinkWriter<T, B> writer(WriterInitContext context, Collection<FileSinkCommittable> open)
                throws IOException {
            FileSinkWriter<T, B> writer = writer(context);
            writer.restore(open);
            return writer;
        }
    }

    private static <T> Settings<T, String> settings(
            Path basePath, PartFormat<T> format, RollingPolicy<T, String> policy) {
        return new Settings<>(
                basePath.toString(),
                format,
                new DateTimeBucketAssigner<>(),
                policy,
                OutputFileConfig.builder().build(),
                DEFAULT_CHECK_INTERVAL_MS);
    }

    /** Records one after another. */
    public static <IN> RowFormatBuilder<IN, String> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new RowFormatBuilder<>(settings(
                basePath,
                new PartFormat.Rows<>(encoder),
                DefaultRollingPolicy.builder().build()));
    }

    /** Records in files that are written as a whole; files are complete at every checkpoint. */
    public static <IN> BulkFormatBuilder<IN, String> forBulkFormat(
            Path basePath, BulkWriter.Factory<IN> bulkWriterFactory) {
        return new BulkFormatBuilder<>(
                settings(basePath, new PartFormat.Bulk<>(bulkWriterFactory), OnCheckpointRollingPolicy.build()));
    }

    @Override
    public CommittingSinkWriter<IN, FileSinkCommittable> createWriter(WriterInitContext context) throws IOException {
        return settings.writer(context);
    }

    @Override
    public StatefulSinkWriter<IN, FileSinkCommittable> restoreWriter(
            WriterInitContext context, Collection<FileSinkCommittable> recoveredState) throws IOException {
        return settings.writer(context, List.copyOf(recoveredState));
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter() {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return FileSinkCommittable.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getWriterStateSerializer() {
        return FileSinkCommittable.SERIALIZER;
    }

    /** Builds a sink of rows. */
    public static final class RowFormatBuilder<IN, BucketID> {
        private Settings<IN, BucketID> settings;

        private RowFormatBuilder(Settings<IN, BucketID> settings) {
            this.settings = settings;
        }

        /** Sets how often, in milliseconds, files are looked at for their age; 60 s by default. */
        public RowFormatBuilder<IN, BucketID> withBucketCheckInterval(long interval) {
            settings = settings.checkedEvery(interval);
            return this;
        }

        /** Sets when files are complete. */
        public RowFormatBuilder<IN, BucketID> withRollingPolicy(RollingPolicy<IN, BucketID> policy) {
            settings = settings.with(policy);
            return this;
        }

        /** Sets how files are called. */
        public RowFormatBuilder<IN, BucketID> withOutputFileConfig(OutputFileConfig config) {
            settings = settings.with(config);
            return this;
        }

        /** Sets how records are put into directories. */
        public <ID> RowFormatBuilder<IN, ID> withBucketAssigner(BucketAssigner<IN, ID> assigner) {
            return new RowFormatBuilder<>(settings.with(assigner));
        }

        /** The sink. */
        public FileSink<IN> build() {
            return new FileSink<>(settings);
        }
    }

    /** Builds a sink of whole files. */
    public static final class BulkFormatBuilder<IN, BucketID> {
        private Settings<IN, BucketID> settings;

        private BulkFormatBuilder(Settings<IN, BucketID> settings) {
            this.settings = settings;
        }

        /** Sets how often, in milliseconds, files are looked at for their age; 60 s by default. */
        public BulkFormatBuilder<IN, BucketID> withBucketCheckInterval(long interval) {
            settings = settings.checkedEvery(interval);
            return this;
        }

        /** Sets when files are complete, besides at checkpoints. */
        public BulkFormatBuilder<IN, BucketID> withRollingPolicy(CheckpointRollingPolicy<IN, BucketID> policy) {
            settings = settings.with(policy);
            return this;
        }

        /** Sets how files are called. */
        public BulkFormatBuilder<IN, BucketID> withOutputFileConfig(OutputFileConfig config) {
            settings = settings.with(config);
            return this;
        }

        /** Sets how records are put into directories. */
        public <ID> BulkFormatBuilder<IN, ID> withBucketAssigner(BucketAssigner<IN, ID> assigner) {
            return new BulkFormatBuilder<>(settings.with(assigner));
        }

        /** The sink. */
        public FileSink<IN> build() {
            return new FileSink<>(settings);
        }
    }
}
