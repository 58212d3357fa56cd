package io.heddle.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Durable files. Paths are absolute URIs or paths that the implementation understands, with {@code /} between parts.
 *
 * <p>Law: {@link #create} and {@link #writeAtomically} never replace a file; two callers that create the same path at once
 * see exactly one success. {@link #delete} of what is not there is not an error. All calls may block.
 */
public interface Storage {

    /**
     * Opens a new file for writing; its bytes are durable when the stream was closed without an exception.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the path is taken
     */
    OutputStream create(String path) throws IOException;

    /**
     * Writes a whole file that becomes visible complete or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the path is taken
     */
    void writeAtomically(String path, byte[] content) throws IOException;

    /** The same as {@link #writeAtomically}, and only the owner may ever read the file. */
    void writePrivately(String path, byte[] content) throws IOException;

    /**
     * Opens a file at {@code offset} bytes.
     *
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    InputStream open(String path, long offset) throws IOException;

    /** Reads a whole small file. */
    default byte[] read(String path) throws IOException {
        try (InputStream in = open(path, 0)) {
            return in.readAllBytes();
        }
    }

    boolean exists(String path) throws IOException;

    /** The entries directly below {@code directory}, in name order; empty if it does not exist. */
    List<StoredFile> list(String directory) throws IOException;

    /** Moves a file to a path that is not taken, atomically. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file or a whole directory. */
    void delete(String path) throws IOException;

    /** Makes a directory (and its parents) that only the owner may enter. */
    void makePrivateDirectory(String path) throws IOException;
}
