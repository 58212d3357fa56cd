package io.heddle.api.connector;

import io.heddle.api.types.ResultTypeQueryable;
import io.heddle.api.types.TypeInformation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of files and of all files in directories and their directories. Hidden files (names that begin with
 * {@code .} or {@code _}) are left out; files that end in {@code .gz} or {@code .deflate} are decompressed. Large
 * files are read in parts.
 *
 * <p>A file that several of the paths lead to (the same path twice, a directory and a file in it) is read once for each of
 * them; a source that watches for new files knows files by their names and reads it once. It is the same in Flink.
 *
 * <p>Bounded unless it watches for new files. What was read of each file is part of checkpoints: exactly once, as
 * long as files do not change.
 */
public final class FileSource<T> implements Source<T, FileSourceSplit, FileEnumeratorState>, ResultTypeQueryable<T> {
    private final List<String> paths;
    private final StreamFormat<T> format;
    private final boolean recursive;
    private final @Nullable Duration discoveryInterval;

    private FileSource(FileSourceBuilder<T> builder) {
        this.paths = List.copyOf(builder.paths);
        this.format = builder.format;
        this.recursive = builder.recursive;
        this.discoveryInterval = builder.discoveryInterval;
    }

    /** The files at these paths, in a format. */
    public static <T> FileSourceBuilder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, String... paths) {
        return new FileSourceBuilder<>(streamFormat, List.of(paths));
    }

    /** The files at these paths, in a format. */
    public static <T> FileSourceBuilder<T> forRecordStreamFormat(StreamFormat<T> streamFormat, Path... paths) {
        return new FileSourceBuilder<>(
                streamFormat, Arrays.stream(paths).map(Path::toString).toList());
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return format.getProducedType();
    }

    @Override
    public Boundedness getBoundedness() {
        return discoveryInterval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FileSourceSplit, FileEnumeratorState> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context) {
        return restoreEnumerator(context, FileEnumeratorState.EMPTY);
    }

    @Override
    public SplitEnumerator<FileSourceSplit, FileEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context, FileEnumeratorState checkpoint) {
        FileDiscovery discovery = new FileDiscovery(paths, recursive, format.isSplittable());
        return new FileEnumerator(context, discovery, discoveryInterval, checkpoint);
    }

    @Override
    public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext context) {
        return new CursorReader<>(context, split -> FileCursor.open(split, format));
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSourceSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<FileEnumeratorState> getEnumeratorCheckpointSerializer() {
        return FileEnumeratorState.SERIALIZER;
    }

    /** Builds the source. */
    public static final class FileSourceBuilder<T> {
        private final StreamFormat<T> format;
        private final List<String> paths;
        private boolean recursive = true;
        private @Nullable Duration discoveryInterval;

        FileSourceBuilder(StreamFormat<T> format, List<String> paths) {
            if (paths.isEmpty()) {
                throw new IllegalArgumentException("A file source needs at least one path.");
            }
            this.format = format;
            this.paths = paths;
        }

        /** Looks for new files for ever, so often. A file counts as new by its name; it must appear whole, by a rename. */
        public FileSourceBuilder<T> monitorContinuously(Duration interval) {
            if (interval.isZero() || interval.isNegative()) {
                throw new IllegalArgumentException("The interval must be positive, but is " + interval + ".");
            }
            this.discoveryInterval = interval;
            return this;
        }

        /** Whether directories inside directories are read too; they are by default. */
        public FileSourceBuilder<T> setRecursive(boolean value) {
            this.recursive = value;
            return this;
        }

        /** The source. */
        public FileSource<T> build() {
            return new FileSource<>(this);
        }
    }
}
