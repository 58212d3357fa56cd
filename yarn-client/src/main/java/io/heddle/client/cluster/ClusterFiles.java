package io.heddle.client.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The cluster's file system. Paths are URIs. Every method may block, may be called from several threads, and ends the
 * command with a {@link io.heddle.client.terminal.CommandFailure} if the file system fails.
 */
public interface ClusterFiles {
    /** The entries directly below a directory; empty if there is none. */
    List<FileView> list(String directory);

    Optional<FileView> status(String path);

    /** Makes a directory with the given mode, parents included; one that exists gets the mode. */
    void makeDirectory(String path, int mode);

    /** Something that can be written more than once. */
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a large file; it appears under its name only when it is whole, and an equal one already there stays. */
    FileView upload(Source source, String path, int mode, int replication);

    /** Writes a small file that is created with the given mode, so that no one else can read it even for a moment. */
    FileView write(byte[] content, String path, int mode);

    Optional<byte[]> read(String path);

    /** Deletes a file or a directory with all it holds; nothing happens if there is none. */
    void delete(String path);
}
