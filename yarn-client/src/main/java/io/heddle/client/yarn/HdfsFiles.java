package io.heddle.client.yarn;

import static io.heddle.client.yarn.HadoopFailures.calling;
import static io.heddle.client.yarn.HadoopFailures.performing;

import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.FileView;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** The cluster's file system through Hadoop's client. */
final class HdfsFiles implements ClusterFiles {
    private static final int BUFFER_BYTES = 1 << 17;

    private final Configuration configuration;
    private final String where;

    HdfsFiles(Configuration configuration) {
        this.configuration = configuration;
        this.where = "the file system " + FileSystem.getDefaultUri(configuration);
    }

    private FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }

    @Override
    public List<FileView> list(String directory) {
        return calling("listing " + directory, where, () -> {
            Path path = new Path(directory);
            List<FileView> files = new ArrayList<>();
            try {
                for (FileStatus status : fileSystem(path).listStatus(path)) {
                    files.add(view(status));
                }
            } catch (FileNotFoundException e) {
                return List.of();
            }
            return files;
        });
    }

    @Override
    public Optional<FileView> status(String file) {
        return calling("looking for " + file, where, () -> {
            Path path = new Path(file);
            try {
                return Optional.of(view(fileSystem(path).getFileStatus(path)));
            } catch (FileNotFoundException e) {
                return Optional.<FileView>empty();
            }
        });
    }

    @Override
    public void makeDirectory(String directory, int mode) {
        performing("creating " + directory, where, () -> {
            Path path = new Path(directory);
            FileSystem files = fileSystem(path);
            FsPermission permission = FsPermission.createImmutable((short) mode);
            try {
                if (!files.getFileStatus(path).getPermission().equals(permission)) {
                    files.setPermission(path, permission);
                }
            } catch (FileNotFoundException e) {
                files.mkdirs(path, permission);
            }
        });
    }

    @Override
    public FileView upload(Source source, String target, int mode, int replication) {
        return calling("uploading " + source + " to " + target, where, () -> {
            Path path = new Path(target);
            FileSystem files = fileSystem(path);
            Path draft = new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID());
            boolean moved = false;
            try {
                try (FSDataOutputStream out = create(files, draft, mode, replication)) {
                    source.writeTo(out);
                }
                moved = files.rename(draft, path);
                if (!moved && !files.exists(path)) {
                    throw new IOException("cannot rename " + draft + " to " + path);
                }
            } finally {
                if (!moved) {
                    files.delete(draft, false);
                }
            }
            return view(files.getFileStatus(path));
        });
    }

    @Override
    public FileView write(byte[] content, String target, int mode) {
        return calling("writing " + target, where, () -> {
            Path path = new Path(target);
            FileSystem files = fileSystem(path);
            try (FSDataOutputStream out = create(files, path, mode, -1)) {
                out.write(content);
            }
            return view(files.getFileStatus(path));
        });
    }

    private FSDataOutputStream create(FileSystem files, Path path, int mode, int replication) throws IOException {
        return files.create(
                path,
                FsPermission.createImmutable((short) mode),
                EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
                BUFFER_BYTES,
                replication > 0 ? (short) replication : files.getDefaultReplication(path),
                files.getDefaultBlockSize(path),
                null);
    }

    @Override
    public Optional<byte[]> read(String file) {
        return calling("reading " + file, where, () -> {
            Path path = new Path(file);
            try (FSDataInputStream in = fileSystem(path).open(path)) {
                return Optional.of(in.readAllBytes());
            } catch (FileNotFoundException e) {
                return Optional.<byte[]>empty();
            }
        });
    }

    @Override
    public void delete(String path) {
        performing("deleting " + path, where, () -> {
            Path target = new Path(path);
            fileSystem(target).delete(target, true);
        });
    }

    private static FileView view(FileStatus status) {
        return new FileView(status.getPath().toString(), status.getLen(), status.getModificationTime());
    }
}
