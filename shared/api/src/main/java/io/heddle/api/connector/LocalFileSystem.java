package io.heddle.api.connector;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of this machine. */
final class LocalFileSystem implements FileSystem {
    private static final long BLOCK_SIZE = 32L << 20;

    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    private static Path path(String uri) {
        return uri.startsWith("file:") ? Path.of(URI.create(uri).getPath()) : Path.of(uri);
    }

    private static FileStatus status(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStatus(
                path.toAbsolutePath().normalize().toUri().toString(),
                attributes.isDirectory(),
                attributes.isDirectory() ? 0 : attributes.size(),
                attributes.lastModifiedTime().toMillis(),
                BLOCK_SIZE);
    }

    @Override
    public Optional<FileStatus> status(String uri) throws IOException {
        try {
            return Optional.of(status(path(uri)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<FileStatus> list(String uri) throws IOException {
        List<FileStatus> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(uri))) {
            for (Path entry : entries) {
                // One that was renamed or deleted since the directory was opened is not there, nor is a link to
                // nowhere.
                status(entry.toString()).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public InputStream open(String uri, long position) throws IOException {
        FileInputStream in = new FileInputStream(path(uri).toFile());
        try {
            in.getChannel().position(position);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public OutputStream create(String uri, WriteMode mode) throws IOException {
        Path file = path(uri);
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (mode == WriteMode.NO_OVERWRITE) {
            Files.createFile(file);
        }
        return new FileOutputStream(file.toFile());
    }

    @Override
    public void sync(OutputStream out) throws IOException {
        out.flush();
        if (out instanceof FileOutputStream file) {
            file.getFD().sync();
        }
    }

    @Override
    public boolean rename(String from, String to) throws IOException {
        Path target = path(to);
        if (!Files.exists(path(from))) {
            return false;
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // A link fails where a move would replace what is there.
        if (!Files.exists(target) || !Files.isSameFile(target, path(from))) {
            Files.createLink(target, path(from));
        }
        Files.delete(path(from));
        return true;
    }

    @Override
    public void delete(String uri) throws IOException {
        Path root = path(uri);
        if (Files.isDirectory(root)) {
            for (FileStatus entry : list(uri)) {
                delete(entry.path());
            }
        }
        Files.deleteIfExists(root);
    }
}
