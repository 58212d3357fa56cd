package io.heddle.core.storage;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends StorageLaw {
    @TempDir
    Path directory;

    @Test
    void aPathOfAnotherFileSystemBecomesNoDirectoryHere() {
        NotOnThisMachineException refused = assertThrows(
                NotOnThisMachineException.class, () -> storage().create("hdfs://nn/checkpoints/chk-1/one"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("hdfs://nn/checkpoints/chk-1/one"), refused.getMessage());
        assertThrows(NotOnThisMachineException.class, () -> storage().list("s3a://bucket/x"));
    }

    @Override
    protected Storage storage() {
        return new LocalStorage();
    }

    @Override
    protected String root() {
        return directory.toString();
    }
}
