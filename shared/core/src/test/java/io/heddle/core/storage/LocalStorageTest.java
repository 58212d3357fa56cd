package io.heddle.core.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageLaw {
    @TempDir
    Path directory;

    @Override
    protected Storage storage() {
        return new LocalStorage();
    }

    @Override
    protected String root() {
        return directory.toString();
    }
}
