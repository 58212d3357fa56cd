package io.heddle.hadoop;

import io.heddle.api.connector.FileSystem;
import io.heddle.core.config.ProcessEnvironment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.Syncable;

/**
 * The cluster's file systems for sources and sinks. Found by the service loader; its configuration is read once per
 * process, when the first path is opened.
 */
public final class HadoopFileSystem implements FileSystem {
    private static final Set<String> SCHEMES = Set.of("hdfs", "viewfs", "webhdfs", "har");

    /** Read when first needed; a nested class is initialised once, whatever the threads. */
    private static final class Cluster {
        static final WaitingFileSystems FILES =
                fileSystems(ProcessEnvironment.ofThisProcess().variables());
        static final HadoopStorage STORAGE = new HadoopStorage(FILES.configuration(), FILES::of);

        private static WaitingFileSystems fileSystems(Map<String, String> environment) {
            return new WaitingFileSystems(HadoopConfiguration.load(environment, Map.of()), environment);
        }
    }

    private static org.apache.hadoop.fs.FileSystem files(Path path) throws IOException {
        return Cluster.FILES.of(path);
    }

    private static FileStatus status(org.apache.hadoop.fs.FileStatus status) {
        return new FileStatus(
                status.getPath().toString(),
                status.isDirectory(),
                status.isDirectory() ? 0 : status.getLen(),
                status.getModificationTime(),
                status.getBlockSize());
    }

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public Optional<FileStatus> status(String path) throws IOException {
        Path file = new Path(path);
        try {
            return Optional.of(status(files(file).getFileStatus(file)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<FileStatus> list(String path) throws IOException {
        Path directory = new Path(path);
        List<FileStatus> found = new ArrayList<>();
        for (org.apache.hadoop.fs.FileStatus child : files(directory).listStatus(directory)) {
            found.add(status(child));
        }
        return found;
    }

    @Override
    public InputStream open(String path, long position) throws IOException {
        Path file = new Path(path);
        FSDataInputStream in = files(file).open(file);
        try {
            in.seek(position);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public OutputStream create(String path, WriteMode mode) throws IOException {
        Path file = new Path(path);
        return mode == WriteMode.OVERWRITE ? files(file).create(file, true) : Cluster.STORAGE.create(path);
    }

    @Override
    public void sync(OutputStream out) throws IOException {
        if (out instanceof Syncable file) {
            file.hsync();
        } else {
            throw new IOException("The stream " + out.getClass().getName() + " cannot be made durable.");
        }
    }

    @Override
    public boolean rename(String from, String to) throws IOException {
        try {
            Cluster.STORAGE.rename(from, to);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        } catch (FileAlreadyExistsException e) {
            throw new IOException(to + " exists already and is not replaced", e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        Cluster.STORAGE.delete(path);
    }
}
