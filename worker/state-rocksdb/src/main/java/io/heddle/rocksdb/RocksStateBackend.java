package io.heddle.rocksdb;

import io.heddle.api.types.TypeInformation;
import io.heddle.core.config.RocksSettings.TimerStore;
import io.heddle.engine.state.KeyedStateBackend;
import io.heddle.engine.state.OperatorState;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.StateSetup;
import io.heddle.engine.state.heap.HeapOperatorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Keyed state in RocksDB; operator state on the heap, since it is small by nature. */
public final class RocksStateBackend implements StateBackend {
    private final RocksMaker maker;
    private final List<Path> directories;
    /** By which databases are spread over the disks. */
    private final AtomicInteger next = new AtomicInteger();

    private final Form form;

    /**
     * In which form state is kept.
     *
     * @param incremental whether checkpoints are the database's files, of which only new ones are written; otherwise they are in
     *     the canonical form, as savepoints are
     * @param timers where they live
     */
    public record Form(boolean incremental, TimerStore timers) {}

    /**
     * Makes databases in directories.
     *
     * @param memory shared by all databases of the worker
     * @param directories on local disks; every database gets a directory of its own in one of them, and removes it
     */
    public RocksStateBackend(RocksTuning tuning, RocksMemory memory, List<Path> directories, Form form) {
        this.maker = new RocksMaker(tuning, memory);
        this.directories = List.copyOf(directories);
        this.form = form;
    }

    @Override
    public KeyedStateBackend keyed(StateSetup setup, TypeInformation<?> keyType) throws IOException {
        Path directory = directories.get(Math.floorMod(next.getAndIncrement(), directories.size()));
        Files.createDirectories(directory);
        Path own = Files.createTempDirectory(directory, "db-" + setup.subtask() + "-");
        try {
            return RocksKeyedState.restored(setup, keyType, maker, own, form);
        } catch (IOException | RuntimeException e) {
            Database.deleteTree(own);
            throw e;
        }
    }

    @Override
    public OperatorState operator(StateSetup setup) throws IOException {
        return new HeapOperatorState(setup);
    }
}
