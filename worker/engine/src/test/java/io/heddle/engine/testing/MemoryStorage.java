package io.heddle.engine.testing;

import io.heddle.core.storage.Storage;
import io.heddle.core.storage.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files in a map; a file is there when it was closed. One thread. */
public final class MemoryStorage implements Storage {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    @Override
    public OutputStream create(String path) throws FileAlreadyExistsException {
        if (exists(path)) {
            throw new FileAlreadyExistsException(path);
        }
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                files.put(path, toByteArray());
            }
        };
    }

    @Override
    public void writeAtomically(String path, byte[] content) throws FileAlreadyExistsException {
        if (files.putIfAbsent(path, content) != null) {
            throw new FileAlreadyExistsException(path);
        }
    }

    @Override
    public void writePrivately(String path, byte[] content) throws FileAlreadyExistsException {
        writeAtomically(path, content);
    }

    @Override
    public InputStream open(String path, long offset) throws NoSuchFileException {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new NoSuchFileException(path);
        }
        int from = Math.toIntExact(offset);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    @Override
    public boolean exists(String path) {
        return files.containsKey(path);
    }

    @Override
    public List<StoredFile> list(String directory) {
        String prefix = directory + "/";
        Map<String, byte[]> below = files.subMap(prefix, prefix + Character.MAX_VALUE);
        return below.entrySet().stream()
                .filter(file -> file.getKey().indexOf('/', prefix.length()) < 0)
                .map(file -> new StoredFile(file.getKey(), false, file.getValue().length, 0))
                .toList();
    }

    @Override
    public void rename(String from, String to) throws NoSuchFileException, FileAlreadyExistsException {
        if (exists(to)) {
            throw new FileAlreadyExistsException(to);
        }
        byte[] bytes = files.remove(from);
        if (bytes == null) {
            throw new NoSuchFileException(from);
        }
        files.put(to, bytes);
    }

    @Override
    public void delete(String path) {
        files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
    }

    @Override
    public void makePrivateDirectory(String path) {}
}
