package io.heddle.engine.snapshot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Files that tasks of this worker fetch, so that several that start from the same one fetch it once: the first of them fetches it,
 * the others wait for that and link to its file. What cannot be linked to, because it is gone by then or on another disk, is
 * fetched again.
 *
 * <p>May be used by every thread. Who waits has nothing under way that others could wait for.
 */
final class Fetches {
    private static final Logger LOG = LogManager.getLogger(Fetches.class);

    private final Map<Bytes, CompletableFuture<Path>> files = new ConcurrentHashMap<>();

    /** A part of a file of a checkpoint. */
    record Bytes(String path, long offset, long length) {}

    /** Fetches the bytes, and checks them. */
    @FunctionalInterface
    interface Fetch {
        void into(Path file) throws IOException;
    }

    /** Whether a task is fetching these bytes now. */
    boolean isUnderWay(Bytes bytes) {
        CompletableFuture<Path> known = files.get(bytes);
        return known != null && !known.isDone();
    }

    /**
     * Puts the bytes into a new file, which is not to be changed by anyone.
     *
     * @return whether they were in this worker already
     */
    boolean place(Bytes bytes, Path file, Fetch fetch) throws IOException {
        CompletableFuture<Path> own = new CompletableFuture<>();
        CompletableFuture<Path> other = files.putIfAbsent(bytes, own);
        while (other != null) {
            if (isLinked(file, other)) {
                return true;
            }
            files.remove(bytes, other);
            other = files.putIfAbsent(bytes, own);
        }
        try {
            fetch.into(file);
            own.complete(file);
        } finally {
            if (!own.isDone()) {
                files.remove(bytes, own);
                own.cancel(false);
            }
        }
        return false;
    }

    private static boolean isLinked(Path file, CompletableFuture<Path> other) throws IOException {
        try {
            Files.createLink(file, other.get());
            return true;
        } catch (ExecutionException | CancellationException failedThere) {
            return false;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is fetched again, it cannot be linked to", file, e);
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another task fetches " + file.getFileName());
        }
    }

    /** Nobody starts from what was fetched until now any more, or would have to fetch it again. */
    void forget() {
        files.values().removeIf(CompletableFuture::isDone);
    }
}
