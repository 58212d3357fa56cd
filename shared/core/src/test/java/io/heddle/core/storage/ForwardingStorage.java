package io.heddle.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Does what another storage does; a test replaces the calls that are to go otherwise. */
public class ForwardingStorage implements Storage {
    private final Storage storage;

    protected ForwardingStorage(Storage storage) {
        this.storage = storage;
    }

    @Override
    public OutputStream create(String path) throws IOException {
        return storage.create(path);
    }

    @Override
    public void writeAtomically(String path, byte[] content) throws IOException {
        storage.writeAtomically(path, content);
    }

    @Override
    public void writePrivately(String path, byte[] content) throws IOException {
        storage.writePrivately(path, content);
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
        return storage.open(path, offset);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return storage.exists(path);
    }

    @Override
    public List<StoredFile> list(String directory) throws IOException {
        return storage.list(directory);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        storage.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        storage.delete(path);
    }

    @Override
    public void makePrivateDirectory(String path) throws IOException {
        storage.makePrivateDirectory(path);
    }
}
