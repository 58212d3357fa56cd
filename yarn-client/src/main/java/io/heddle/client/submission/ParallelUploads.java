package io.heddle.client.submission;

import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.FileView;
import io.heddle.client.terminal.CommandFailure;
import io.heddle.client.terminal.ExitCode;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.agent.IoPool;
import io.heddle.core.launch.StagingNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Puts files where containers will find them: all at once, and only those that are not there yet. */
final class ParallelUploads {
    private static final int CACHED_MODE = 0644;

    private record Done(
            Upload upload,
            @Nullable FileView file,
            @Nullable RuntimeException failure) {}

    private final ClusterFiles files;
    private final IoPool pool;
    private final Terminal terminal;
    private final String baseDirectory;
    private final int replication;

    ParallelUploads(ClusterFiles files, IoPool pool, Terminal terminal, String baseDirectory, int replication) {
        this.files = files;
        this.pool = pool;
        this.terminal = terminal;
        this.baseDirectory = baseDirectory;
        this.replication = replication;
    }

    /** Uploads what is missing; the result is in the order of the uploads. */
    Map<Upload, FileView> run(List<Upload> uploads) {
        Map<String, FileView> present = new HashMap<>();
        for (FileView file : files.list(baseDirectory + "/" + StagingNames.CACHE)) {
            present.put(file.uri().substring(file.uri().lastIndexOf('/') + 1), file);
        }
        Map<Upload, FileView> done = new HashMap<>();
        BlockingQueue<Done> results = new LinkedBlockingQueue<>();
        int started = 0;
        for (Upload upload : uploads) {
            FileView there = upload.cached() ? present.get(nameOf(upload)) : null;
            if (there != null && there.lengthBytes() == upload.lengthBytes()) {
                done.put(upload, there);
            } else {
                started++;
                pool.submit(() -> results.add(perform(upload)));
            }
        }
        long bytes = collect(results, started, done);
        terminal.say(String.format(
                Locale.ROOT,
                "uploaded %d of %d files (%s, %d reused)",
                started,
                uploads.size(),
                megabytes(bytes),
                uploads.size() - started));
        Map<Upload, FileView> ordered = new LinkedHashMap<>();
        uploads.forEach(upload -> ordered.put(upload, done.get(upload)));
        return ordered;
    }

    private long collect(BlockingQueue<Done> results, int started, Map<Upload, FileView> done) {
        long bytes = 0;
        RuntimeException failure = null;
        for (int finished = 0; finished < started; finished++) {
            terminal.progress("uploading " + finished + "/" + started + " (" + megabytes(bytes) + ", " + done.size()
                    + " reused)");
            Done one = take(results);
            bytes += one.upload().lengthBytes();
            if (one.file() != null) {
                done.put(one.upload(), one.file());
            } else if (failure == null) {
                failure = one.failure();
            }
        }
        if (failure != null) {
            throw failure;
        }
        return bytes;
    }

    private static Done take(BlockingQueue<Done> results) {
        try {
            return results.take();
        } catch (InterruptedException e) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "Interrupted while uploading.", "", "");
        }
    }

    private Done perform(Upload upload) {
        try {
            return new Done(upload, put(upload), null);
        } catch (RuntimeException e) {
            return new Done(upload, null, e);
        }
    }

    private FileView put(Upload upload) {
        String target = baseDirectory + "/" + upload.target();
        return upload.content() instanceof Content.Bytes small
                ? files.write(small.bytes(), target, SubmissionPlan.privateMode())
                : files.upload(upload.content(), target, CACHED_MODE, replication);
    }

    private static String nameOf(Upload upload) {
        return upload.target().substring(upload.target().lastIndexOf('/') + 1);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
