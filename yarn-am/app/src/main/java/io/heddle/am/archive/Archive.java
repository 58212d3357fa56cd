package io.heddle.am.archive;

import io.heddle.am.rest.ArchivedPages;
import io.heddle.coordinator.view.ClusterView;
import io.heddle.coordinator.view.JobView;
import io.heddle.core.launch.ArchiveNames;
import io.heddle.core.plan.JobId;
import io.heddle.core.storage.Storage;
import io.heddle.core.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes down what is known of jobs and of the application when they end. A file that cannot be written is a loss for
 * those who ask later, and no reason to fail. Owned by am-coordinator; the files are written on I/O threads.
 */
public final class Archive {
    private static final Logger LOG = LogManager.getLogger(Archive.class);

    private final Storage storage;
    private final String directory;
    private final Executor io;
    private final Clock clock;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    /**
     * An archive.
     *
     * @param directory made when there is something to write
     * @param io where files are written
     */
    public Archive(Storage storage, String directory, Executor io, Clock clock) {
        this.storage = storage;
        this.directory = directory;
        this.io = io;
        this.clock = clock;
    }

    /**
     * A job is there. If its application is killed, nobody writes its end down; this leads those who ask for the job to the
     * application.
     */
    public void admitted(JobId job, String application) {
        after(() -> write(ArchiveNames.admitted(directory, job.hex()), application.getBytes(StandardCharsets.UTF_8)));
    }

    /** A job has ended. */
    public void job(JobView job, ClusterView cluster) {
        long nowMs = clock.wallMs();
        String id = job.summary().id().hex();
        after(() -> {
            write(ArchiveNames.job(directory, id), ArchivedPages.of(job, cluster, nowMs));
            delete(ArchiveNames.admitted(directory, id));
        });
    }

    /** The application ends. */
    public void application(String id, ClusterView cluster) {
        long nowMs = clock.wallMs();
        after(() -> write(ArchiveNames.application(directory, id), ArchivedPages.of(cluster, nowMs)));
        CompletableFuture<Void> unused = written.thenAccept(complete::complete);
    }

    /** Done when the application's end is written down, or could not be. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    private void after(Runnable step) {
        written = written.thenRunAsync(step, io);
    }

    private void delete(String path) {
        try {
            storage.delete(path);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be deleted and stays: {}", path, e.toString());
        }
    }

    private void write(String path, byte[] content) {
        try {
            storage.makePrivateDirectory(path.substring(0, path.lastIndexOf('/')));
            storage.writeAtomically(path, content);
        } catch (FileAlreadyExistsException e) {
            LOG.info("{} was written by an earlier attempt", path);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The archive {} could not be written: {}", path, e.toString());
        }
    }
}
