package io.heddle.engine.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Files that tasks of this worker fetch, so that several that start from the same one fetch it once: the first of them fetches it,
 * later ones link to its file. What cannot be linked to, because it is gone by then or on another disk, or is not all there
 * yet, is fetched again: nobody waits.
 *
 * <p>May be used by every thread.
 */
final class Fetches {
    private static final Logger LOG = LogManager.getLogger(Fetches.class);

    private final Map<Bytes, Path> files = new ConcurrentHashMap<>();
    private final Set<Bytes> underWay = ConcurrentHashMap.newKeySet();

    /** A part of a file of a checkpoint. */
    record Bytes(String path, long offset, long length) {}

    /** Fetches the bytes, and checks them. */
    @FunctionalInterface
    interface Fetch {
        void into(Path file) throws IOException;
    }

    /** Whether a task is fetching these bytes now: who does something else first may link to its file. */
    boolean isUnderWay(Bytes bytes) {
        return underWay.contains(bytes);
    }

    /**
     * Puts the bytes into a new file, which is not to be changed by anyone.
     *
     * @return whether they were in this worker already
     */
    boolean place(Bytes bytes, Path file, Fetch fetch) throws IOException {
        Path known = files.get(bytes);
        if (known != null && isLinked(file, known)) {
            return true;
        }
        boolean first = underWay.add(bytes);
        try {
            fetch.into(file);
            files.put(bytes, file);
        } finally {
            if (first) {
                underWay.remove(bytes);
            }
        }
        return false;
    }

    private static boolean isLinked(Path file, Path known) {
        try {
            Files.createLink(file, known);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is fetched again, it cannot be linked to {}", file, known, e);
            return false;
        }
    }

    /** Nobody starts from what was fetched until now any more, or would have to fetch it again. */
    void forget() {
        files.clear();
    }
}
