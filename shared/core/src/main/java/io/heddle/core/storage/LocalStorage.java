package io.heddle.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Storage on a local file system: plain paths and {@code file:} URIs. */
public final class LocalStorage implements Storage {

    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*");

    /** Whether a path is one of this machine's, whether or not there is anything. */
    public static boolean isLocal(String path) {
        return path.startsWith("file:") || !SCHEME.matcher(path).matches();
    }

    /** A URI of another file system must not become a directory of that name below the working directory. */
    private static Path path(String path) throws NotOnThisMachineException {
        if (path.startsWith("file:")) {
            return Path.of(URI.create(path.replace(" ", "%20")));
        }
        if (!isLocal(path)) {
            throw new NotOnThisMachineException(path);
        }
        return Path.of(path);
    }

    private static Path inNewParent(String path) throws IOException {
        Path file = path(path).toAbsolutePath();
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return file;
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return Files.newOutputStream(inNewParent(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void writeAtomically(String path, byte[] content) throws IOException {
        write(path, content);
    }

    @Override
    public void writePrivately(String path, byte[] content) throws IOException {
        write(path, content, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(String path, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path target = inNewParent(path);
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try (FileChannel file = FileChannel.open(draft, NEW_FILE, attributes)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            // A hard link fails if the name is taken; a rename would replace it.
            Files.createLink(target, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
        InputStream in = Files.newInputStream(path(path));
        try {
            in.skipNBytes(offset);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public boolean exists(String path) throws NotOnThisMachineException {
        return Files.exists(path(path));
    }

    @Override
    public List<StoredFile> list(String directory) throws IOException {
        List<StoredFile> entries = new ArrayList<>();
        try (Stream<Path> children = Files.list(path(directory))) {
            for (Path child : (Iterable<Path>) children::iterator) {
                describe(directory, child).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException nothing) {
            return entries;
        }
        entries.sort(Comparator.comparing(StoredFile::path));
        return entries;
    }

    /** Empty if the file was deleted while we looked: then it is simply not listed. */
    private static Optional<StoredFile> describe(String directory, Path child) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(child, BasicFileAttributes.class);
            return Optional.of(new StoredFile(
                    directory.replaceAll("/+$", "") + "/" + child.getFileName(),
                    facts.isDirectory(),
                    facts.isDirectory() ? 0 : facts.size(),
                    facts.lastModifiedTime().toMillis()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path target = inNewParent(to);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(to);
        }
        Files.move(path(from), target);
    }

    @Override
    public void delete(String path) throws IOException {
        FileTree.delete(path(path));
    }

    @Override
    public void makePrivateDirectory(String path) throws IOException {
        Path directory = inNewParent(path);
        if (!Files.exists(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
