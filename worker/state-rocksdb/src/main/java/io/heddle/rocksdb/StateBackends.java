package io.heddle.rocksdb;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.Origin;
import io.heddle.core.config.RocksSettings;
import io.heddle.core.config.StateSettings;
import io.heddle.core.config.StateSettings.Backend;
import io.heddle.engine.state.StateBackend;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The state backends of a worker: which one a job has. RocksDB's library and its memory are there from the first job that asks for
 * them; all jobs share them. May be used by every thread.
 */
public final class StateBackends {
    private static final Logger LOG = LogManager.getLogger(StateBackends.class);
    private static final String THE_ONE = "worker";
    /** The least that databases can work with. */
    private static final long LEAST_NATIVE_BYTES = 8L << 20;
    /** By default object caches take a quarter of the heap. */
    private static final int HEAP_SHARE = 4;

    private final Configuration settings;
    private final Resources resources;
    /** Holds one entry at most: made once, by whoever comes first. */
    private final Map<String, RocksMemory> memory = new ConcurrentHashMap<>();

    /**
     * What the worker has for state.
     *
     * @param managedBytes native memory
     * @param heapBytes the whole heap
     * @param directories of the process's own, on its local disks
     */
    public record Resources(long managedBytes, long heapBytes, int slots, List<Path> directories) {}

    public StateBackends(Configuration settings, Resources resources) {
        this.settings = settings;
        this.resources = resources;
    }

    /** The backend of a job with these settings over the worker's. */
    public StateBackend of(Map<String, String> properties) {
        Configuration job = settings.overriddenBy(Configuration.of(properties, Origin.PROGRAM));
        if (job.get(StateSettings.BACKEND) == Backend.HASHMAP) {
            return new HeapStateBackend(job.get(StateSettings.INCREMENTAL));
        }
        RocksMemory shared = memory.computeIfAbsent(THE_ONE, first -> memory(job));
        RocksStateBackend.Form form =
                new RocksStateBackend.Form(job.get(StateSettings.INCREMENTAL), job.get(RocksSettings.TIMERS));
        return new RocksStateBackend(RocksTuning.of(job), shared, directories(job), form);
    }

    /** Native bytes that databases use now. */
    public long nativeBytes() {
        RocksMemory shared = memory.get(THE_ONE);
        return shared == null ? 0 : shared.usedBytes();
    }

    private RocksMemory memory(Configuration job) {
        NativeRocks.load(resources.directories().get(0).resolve("rocksdb-library"));
        long nativeBytes = Math.max(LEAST_NATIVE_BYTES, nativeBudget(job));
        long heapBytes = job.find(RocksSettings.OBJECT_CACHE)
                .map(size -> size.bytes())
                .orElse(resources.heapBytes() / HEAP_SHARE);
        LOG.info(
                "RocksDB may use {} MiB of native memory, and {} MiB of heap for its object cache",
                nativeBytes >> 20,
                heapBytes >> 20);
        return new RocksMemory(
                nativeBytes,
                job.get(RocksSettings.WRITE_BUFFER_RATIO),
                job.get(RocksSettings.HIGH_PRIORITY_RATIO),
                heapBytes);
    }

    private long nativeBudget(Configuration job) {
        if (job.isSet(RocksSettings.FIXED_PER_SLOT)) {
            return job.get(RocksSettings.FIXED_PER_SLOT).bytes() * resources.slots();
        }
        if (job.isSet(RocksSettings.FIXED_PER_WORKER)) {
            return job.get(RocksSettings.FIXED_PER_WORKER).bytes();
        }
        if (job.get(RocksSettings.MANAGED)) {
            return resources.managedBytes();
        }
        return job.find(RocksSettings.BLOCK_CACHE)
                .map(size -> size.bytes())
                .orElse(LEAST_NATIVE_BYTES * resources.slots());
    }

    private List<Path> directories(Configuration job) {
        return job.find(RocksSettings.LOCAL_DIR)
                .map(text -> Arrays.stream(text.split("[,:]"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Path::of)
                        .toList())
                .filter(list -> !list.isEmpty())
                .orElseGet(() -> resources.directories().stream()
                        .map(each -> each.resolve("rocksdb"))
                        .toList());
    }
}
