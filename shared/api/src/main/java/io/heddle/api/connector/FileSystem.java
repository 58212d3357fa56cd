package io.heddle.api.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A file system by URI. The local one is built in; others are found by {@link ServiceLoader} and belong to the process, not to
 * the job. Every operation may block.
 */
public interface FileSystem {
    /** What to do with a file that exists. */
    enum WriteMode {
        /** Fail. */
        NO_OVERWRITE,
        /** Replace it. */
        OVERWRITE
    }

    /**
     * A file or directory.
     *
     * @param path its full URI
     * @param length bytes; 0 for a directory
     * @param modificationTimeMs when it was changed last, in milliseconds since the epoch
     * @param blockSize bytes that are stored together
     */
    record FileStatus(String path, boolean isDirectory, long length, long modificationTimeMs, long blockSize) {
        /** The last part of the path. */
        public String name() {
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return trimmed.substring(trimmed.lastIndexOf('/') + 1);
        }
    }

    /** The schemes it serves, such as {@code hdfs}. */
    Set<String> schemes();

    /**
     * A file or directory, or nothing if it is not there.
     *
     * @throws IOException if the file system cannot be asked
     */
    Optional<FileStatus> status(String path) throws IOException;

    /**
     * What a directory holds, in no particular order.
     *
     * @throws IOException if it is not a directory, or cannot be read
     */
    List<FileStatus> list(String path) throws IOException;

    /**
     * Reads a file from a position on.
     *
     * @throws IOException if it cannot be read
     */
    InputStream open(String path, long position) throws IOException;

    /**
     * Writes a new file; directories above it are made.
     *
     * @throws IOException if it exists and must not be replaced, or cannot be written
     */
    OutputStream create(String path, WriteMode mode) throws IOException;

    /**
     * Makes all that was written to a stream of {@link #create} durable; by default it is only handed to the file system.
     *
     * @throws IOException if that is not certain
     */
    default void sync(OutputStream out) throws IOException {
        out.flush();
    }

    /**
     * Renames a file as one step; never replaces another file.
     *
     * @return false if the source is not there
     * @throws IOException if the target exists or the file system cannot do it
     */
    boolean rename(String from, String to) throws IOException;

    /**
     * Deletes a file or a directory with all it holds; does nothing if it is not there.
     *
     * @throws IOException if it cannot be deleted
     */
    void delete(String path) throws IOException;

    /**
     * The file system of a URI; the local one if it has no scheme.
     *
     * @throws IOException if no file system serves its scheme
     */
    static FileSystem of(String path) throws IOException {
        int colon = path.indexOf(':');
        String scheme = colon <= 0 || path.indexOf('/') < colon ? "file" : path.substring(0, colon);
        FileSystem local = new LocalFileSystem();
        if (local.schemes().contains(scheme)) {
            return local;
        }
        List<String> known = new ArrayList<>(local.schemes());
        for (FileSystem candidate : ServiceLoader.load(FileSystem.class, FileSystem.class.getClassLoader())) {
            if (candidate.schemes().contains(scheme)) {
                return candidate;
            }
            known.addAll(candidate.schemes());
        }
        throw new IOException("No file system serves '" + scheme + "' (of " + path + "); there are " + known
                + ". On a cluster, set HADOOP_CONF_DIR; in a local run, put the file system's library on the"
                + " class path.");
    }
}
