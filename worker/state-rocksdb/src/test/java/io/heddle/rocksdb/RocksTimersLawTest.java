package io.heddle.rocksdb;

import io.heddle.core.config.RocksSettings.TimerStore;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.TimerQueueLaw;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksTimersLawTest extends TimerQueueLaw {
    @TempDir
    Path directory;

    @Override
    protected StateBackend backend() {
        return Backends.make(directory, 1 << 20, true, TimerStore.ROCKSDB);
    }
}
