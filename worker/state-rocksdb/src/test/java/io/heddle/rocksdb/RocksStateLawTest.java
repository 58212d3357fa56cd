package io.heddle.rocksdb;

import io.heddle.engine.state.KeyedStateLaw;
import io.heddle.engine.state.StateBackend;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksStateLawTest extends KeyedStateLaw {
    @TempDir
    Path directory;

    @Override
    protected StateBackend backend() {
        return Backends.make(directory, 1 << 20, true);
    }
}
