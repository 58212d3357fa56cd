package io.heddle.hadoop;

import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

/**
 * Storage on whatever Hadoop calls a file system, HDFS above all. A path without a scheme is one of the cluster's default
 * file system; {@code file:} is the machine's own.
 */
public final class HadoopStorage implements Storage {
    private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);
    private static final FsPermission OWNER_FILE = new FsPermission((short) 0600);

    private final Configuration configuration;
    private final FileSystems fileSystems;
    private final LocalStorage local = new LocalStorage();

    /** Where the instances come from: Hadoop's cache, or {@link WaitingFileSystems}. */
    interface FileSystems {
        FileSystem of(Path path) throws IOException;
    }

    public HadoopStorage(Configuration configuration) {
        this(configuration, path -> path.getFileSystem(configuration));
    }

    HadoopStorage(Configuration configuration, FileSystems fileSystems) {
        this.configuration = configuration;
        this.fileSystems = fileSystems;
    }

    /** With the configuration that {@link HadoopConfiguration#load} finds. */
    public static HadoopStorage load(Map<String, String> environment, Map<String, String> overrides) {
        return new HadoopStorage(HadoopConfiguration.load(environment, overrides));
    }

    private static boolean isLocal(String path) {
        return path.startsWith("file:");
    }

    private FileSystem fileSystem(Path path) throws IOException {
        return fileSystems.of(path);
    }

    @Override
    public OutputStream create(String path) throws IOException {
        if (isLocal(path)) {
            return local.create(path);
        }
        Path target = new Path(path);
        try {
            return newFile(fileSystem(target), target, FsPermission.getFileDefault());
        } catch (IOException e) {
            throw taken(path, e);
        }
    }

    private FSDataOutputStream newFile(FileSystem files, Path target, FsPermission permission) throws IOException {
        if (files instanceof DistributedFileSystem) {
            // SYNC_BLOCK: when a block is closed the DataNodes have it on disk, not only in their memory.
            return files.create(
                    target,
                    permission,
                    EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
                    configuration.getInt("io.file.buffer.size", 65_536),
                    files.getDefaultReplication(target),
                    files.getDefaultBlockSize(target),
                    null);
        }
        FSDataOutputStream file = files.create(target, false);
        if (permission.equals(OWNER_FILE)) {
            files.setPermission(target, permission);
        }
        return file;
    }

    /** What to throw for {@code failure}: the port's own exception if it means that the path is taken. */
    private static IOException taken(String path, IOException failure) {
        IOException plain = failure instanceof RemoteException remote ? remote.unwrapRemoteException() : failure;
        if (plain instanceof org.apache.hadoop.fs.FileAlreadyExistsException
                || plain instanceof AlreadyBeingCreatedException) {
            FileAlreadyExistsException ours = new FileAlreadyExistsException(path);
            ours.initCause(plain);
            return ours;
        }
        return plain;
    }

    @Override
    public void writeAtomically(String path, byte[] content) throws IOException {
        if (isLocal(path)) {
            local.writeAtomically(path, content);
        } else {
            write(path, content, FsPermission.getFileDefault());
        }
    }

    @Override
    public void writePrivately(String path, byte[] content) throws IOException {
        if (isLocal(path)) {
            local.writePrivately(path, content);
        } else {
            write(path, content, OWNER_FILE);
        }
    }

    private void write(String path, byte[] content, FsPermission permission) throws IOException {
        Path target = new Path(path);
        Path draft = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
        FileSystem files = fileSystem(target);
        boolean moved = false;
        try {
            try (FSDataOutputStream out = newFile(files, draft, permission)) {
                out.write(content);
            }
            renameToFree(files, draft, target);
            moved = true;
        } catch (IOException e) {
            throw taken(path, e);
        } finally {
            if (!moved) {
                files.delete(draft, false);
            }
        }
    }

    /** FileSystem.rename(from, to) answers "false" for ten reasons; the form with options is atomic and says why not. */
    @SuppressWarnings("deprecation") // The NameNode's atomic rename has no other door on DistributedFileSystem.
    private void renameToFree(FileSystem files, Path from, Path to) throws IOException {
        if (files instanceof DistributedFileSystem hdfs) {
            hdfs.rename(from, to, Rename.NONE);
        } else {
            FileContext.getFileContext(files.getUri(), configuration).rename(from, to, Rename.NONE);
        }
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
        if (isLocal(path)) {
            return local.open(path, offset);
        }
        Path file = new Path(path);
        try {
            FSDataInputStream in = fileSystem(file).open(file);
            try {
                in.seek(offset);
                return in;
            } catch (IOException e) {
                in.close();
                throw e;
            }
        } catch (FileNotFoundException e) {
            NoSuchFileException ours = new NoSuchFileException(path);
            ours.initCause(e);
            throw ours;
        }
    }

    @Override
    public boolean exists(String path) throws IOException {
        Path file = new Path(path);
        return isLocal(path) ? local.exists(path) : fileSystem(file).exists(file);
    }

    @Override
    public List<StoredFile> list(String directory) throws IOException {
        if (isLocal(directory)) {
            return local.list(directory);
        }
        Path parent = new Path(directory);
        FileStatus[] children;
        try {
            FileSystem files = fileSystem(parent);
            if (!files.getFileStatus(parent).isDirectory()) {
                return List.of();
            }
            children = files.listStatus(parent);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        List<StoredFile> entries = new ArrayList<>(children.length);
        for (FileStatus child : children) {
            entries.add(new StoredFile(
                    prefix + child.getPath().getName(),
                    child.isDirectory(),
                    child.isDirectory() ? 0 : child.getLen(),
                    child.getModificationTime()));
        }
        entries.sort(Comparator.comparing(StoredFile::path));
        return entries;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (isLocal(from)) {
            local.rename(from, to);
            return;
        }
        Path target = new Path(to);
        FileSystem files = fileSystem(target);
        try {
            files.mkdirs(target.getParent());
            renameToFree(files, new Path(from), target);
        } catch (IOException e) {
            throw taken(to, e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        if (isLocal(path)) {
            local.delete(path);
            return;
        }
        Path root = new Path(path);
        fileSystem(root).delete(root, true);
    }

    @Override
    public void makePrivateDirectory(String path) throws IOException {
        if (isLocal(path)) {
            local.makePrivateDirectory(path);
            return;
        }
        Path directory = new Path(path);
        FileSystem files = fileSystem(directory);
        if (!files.exists(directory)) {
            files.mkdirs(directory.getParent());
            files.mkdirs(directory, OWNER_ONLY);
        }
    }

    /** The path with its scheme and authority, as another process with another default file system must know it. */
    public String qualified(String path) throws IOException {
        Path plain = new Path(path);
        return isLocal(path)
                ? URI.create(path).toString()
                : fileSystem(plain).makeQualified(plain).toString();
    }
}
