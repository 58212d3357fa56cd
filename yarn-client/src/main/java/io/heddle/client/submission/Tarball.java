package io.heddle.client.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Files that travel as one: a NodeManager fetches one file much faster than fifty, and unpacks a tarball with the
 * modification times by which a JVM knows the jars of its class archive again.
 *
 * @param sha256 of names, times and contents, so that equal files make an equal tarball
 */
record Tarball(List<LocalFile> files, String sha256) implements Content {
    private static final int BLOCK = 512;

    /** The files' own names are their names in the tarball. */
    static Tarball of(List<LocalFile> files) {
        StringBuilder index = new StringBuilder();
        for (LocalFile file : files) {
            index.append(file.sha256())
                    .append(' ')
                    .append(seconds(file))
                    .append(' ')
                    .append(name(file))
                    .append('\n');
        }
        return new Tarball(List.copyOf(files), LocalFile.sha256(index.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String name(LocalFile file) {
        return String.valueOf(file.path().getFileName());
    }

    private static long seconds(LocalFile file) {
        return TimeUnit.MILLISECONDS.toSeconds(file.modifiedAtMs());
    }

    /** A header and whole blocks for each file, and two empty blocks. */
    @Override
    public long lengthBytes() {
        long length = 2 * BLOCK;
        for (LocalFile file : files) {
            length += BLOCK + (file.lengthBytes() + BLOCK - 1) / BLOCK * BLOCK;
        }
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        // Not closed: the stream below is the caller's.
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, BLOCK);
        for (LocalFile file : files) {
            TarArchiveEntry entry = new TarArchiveEntry(name(file));
            entry.setSize(file.lengthBytes());
            entry.setLastModifiedTime(FileTime.from(seconds(file), TimeUnit.SECONDS));
            tar.putArchiveEntry(entry);
            file.writeTo(tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
        tar.flush();
    }

    @Override
    public String toString() {
        return files.size() + " libraries";
    }
}
