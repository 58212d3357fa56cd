package io.heddle.api.connector;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the part files of one instance, one per bucket at a time.
 *
 * <p>A file that is open at a checkpoint goes into it with the length it has then. After a failure that much of it is copied
 * into a file of its own: nothing is ever truncated, so that the file systems that cannot do that serve as well, and an instance
 * of the failed attempt that still writes does no harm.
 */
final class FileSinkWriter<T, B>
        implements StatefulSinkWriter<T, FileSinkCommittable>,
                CommittingSinkWriter<T, FileSinkCommittable>,
                BucketAssigner.Context {
    private final FileSink.Settings<T, B> settings;
    private final FileSystem fileSystem;
    private final ProcessingTimeService clock;
    private final String writerId = UUID.randomUUID().toString();
    private final Map<B, PartFile<T, B>> open = new HashMap<>();
    private final Map<B, Integer> counters = new HashMap<>();
    private final List<FileSinkCommittable> complete = new ArrayList<>();
    /** Hidden names of complete files that no checkpoint knows. */
    private final List<String> unknown = new ArrayList<>();

    private SinkWriter.@Nullable Context record;
    private boolean ended;

    FileSinkWriter(FileSink.Settings<T, B> settings, ProcessingTimeService clock) throws IOException {
        this.settings = settings;
        this.fileSystem = FileSystem.of(settings.basePath());
        this.clock = clock;
        checkLater();
    }

    private void finish(PartFile<T, B> file) throws IOException {
        complete.add(file.finish());
        if (!file.isRemembered()) {
            unknown.add(file.hidden());
        }
    }

    private void checkLater() {
        clock.registerTimer(clock.getCurrentProcessingTime() + settings.bucketCheckIntervalMs(), this::check);
    }

    private void check(long nowMs) throws IOException {
        Iterator<PartFile<T, B>> files = open.values().iterator();
        while (files.hasNext()) {
            PartFile<T, B> file = files.next();
            if (settings.rollingPolicy().shouldRollOnProcessingTime(file, nowMs)) {
                finish(file);
                files.remove();
            }
        }
        if (!ended) {
            checkLater();
        }
    }

    /** Takes over the open files of an earlier attempt. */
    void restore(Collection<FileSinkCommittable> files) throws IOException {
        for (FileSinkCommittable file : files) {
            if (fileSystem.status(file.pendingFile()).isEmpty()) {
                if (fileSystem.status(file.target()).isEmpty()) {
                    throw new IOException("The file " + file.pendingFile() + ", of which the checkpoint needs "
                            + file.length() + " bytes, is gone: somebody deleted it, and its records are lost.");
                }
                // A later checkpoint than the one restored from has made it visible, with all that is asked for.
                continue;
            }
            String directory = file.target().substring(0, file.target().lastIndexOf('/'));
            String target = directory + "/" + name("restored-" + complete.size());
            String hidden = hidden(target);
            copy(file.pendingFile(), file.length(), hidden);
            complete.add(new FileSinkCommittable(hidden, target, file.length()));
            unknown.add(hidden);
        }
    }

    private void copy(String from, long length, String to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = fileSystem.open(from, 0);
                FSDataOutputStream out = create(to)) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new EOFException("The file " + from + " has only " + (length - left) + " bytes, but " + length
                            + " were there at the checkpoint.");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
            out.sync();
        }
    }

    private FSDataOutputStream create(String path) throws IOException {
        return new FSDataOutputStream(fileSystem, fileSystem.create(path, FileSystem.WriteMode.NO_OVERWRITE));
    }

    private String name(String counter) {
        OutputFileConfig names = settings.outputFileConfig();
        return names.getPartPrefix() + "-" + writerId + "-" + counter + names.getPartSuffix();
    }

    private String hidden(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash) + "/." + target.substring(slash + 1) + ".inprogress." + UUID.randomUUID();
    }

    @Override
    public void write(T element, SinkWriter.Context context) throws IOException {
        record = context;
        B bucket = settings.bucketAssigner().getBucketId(element, this);
        PartFile<T, B> file = open.get(bucket);
        if (file != null && settings.rollingPolicy().shouldRollOnEvent(file, element)) {
            finish(file);
            file = null;
        }
        if (file == null) {
            file = begin(bucket);
            open.put(bucket, file);
        }
        file.write(element, clock.getCurrentProcessingTime());
    }

    private PartFile<T, B> begin(B bucket) throws IOException {
        int counter = counters.merge(bucket, 1, Integer::sum) - 1;
        String directory = bucket.toString().isEmpty() ? settings.basePath() : settings.basePath() + "/" + bucket;
        String target = directory + "/" + name(Integer.toString(counter));
        String hidden = hidden(target);
        FSDataOutputStream out = create(hidden);
        return new PartFile<>(
                bucket, hidden, target, out, settings.format().open(out), clock.getCurrentProcessingTime());
    }

    @Override
    public void flush(boolean endOfInput) {
        ended |= endOfInput;
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        Iterator<PartFile<T, B>> files = open.values().iterator();
        while (files.hasNext()) {
            PartFile<T, B> file = files.next();
            if (ended || settings.rollingPolicy().shouldRollOnCheckpoint(file)) {
                finish(file);
                files.remove();
            }
        }
        List<FileSinkCommittable> ready = List.copyOf(complete);
        complete.clear();
        unknown.clear();
        return ready;
    }

    @Override
    public List<FileSinkCommittable> snapshotState(long checkpointId) throws IOException {
        List<FileSinkCommittable> files = new ArrayList<>();
        for (PartFile<T, B> file : open.values()) {
            files.add(file.persist());
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        for (PartFile<T, B> file : open.values()) {
            file.abandon(fileSystem);
        }
        open.clear();
        // Complete files that no checkpoint has seen are written again by the next attempt.
        for (String hidden : unknown) {
            fileSystem.delete(hidden);
        }
        complete.clear();
        unknown.clear();
    }

    @Override
    public long currentProcessingTime() {
        return clock.getCurrentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return record == null ? Long.MIN_VALUE : record.currentWatermark();
    }

    @Override
    public @Nullable Long timestamp() {
        return record == null ? null : record.timestamp();
    }
}
