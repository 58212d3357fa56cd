package io.heddle.rocksdb;

import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.TimeToLiveLaw;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksTimeToLiveWithoutCacheLawTest extends TimeToLiveLaw {
    @TempDir
    Path directory;

    @Override
    protected StateBackend backend() {
        return Backends.make(directory, 1, false);
    }
}
