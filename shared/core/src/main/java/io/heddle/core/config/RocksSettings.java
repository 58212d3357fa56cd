package io.heddle.core.config;

import static io.heddle.core.config.Scope.JOB;
import static io.heddle.core.config.Scope.WORKER;

import java.util.List;

/** RocksDB, where keyed state may live. */
public final class RocksSettings {
    private RocksSettings() {}

    /** Options prepared for a kind of disk. */
    public enum Predefined {
        DEFAULT,
        SPINNING_DISK_OPTIMIZED,
        SPINNING_DISK_OPTIMIZED_HIGH_MEM,
        FLASH_SSD_OPTIMIZED
    }

    /** Where timers live. */
    public enum TimerStore {
        ROCKSDB,
        HEAP
    }

    /** How RocksDB merges its files. */
    public enum Compaction {
        LEVEL,
        UNIVERSAL,
        FIFO,
        NONE
    }

    public static final Setting<String> LOCAL_DIR = Setting.text("state.backend.rocksdb.localdir")
            .in(WORKER, JOB)
            .formerly("state.backend.rocksdb.checkpointdir")
            .says("Local directories of RocksDB; by default inside the container's own.");
    public static final Setting<Predefined> PREDEFINED = Setting.choice(
                    "state.backend.rocksdb.predefined-options", Predefined.class)
            .orElse(Predefined.DEFAULT)
            .in(WORKER, JOB)
            .says("Options prepared for a kind of disk; what is set one by one counts more.");
    public static final Setting<Boolean> MANAGED = Setting.flag("state.backend.rocksdb.memory.managed")
            .orElse(true)
            .in(WORKER)
            .says("Whether all databases of a worker share its managed memory, strictly.");
    public static final Setting<MemorySize> FIXED_PER_SLOT = Setting.memory(
                    "state.backend.rocksdb.memory.fixed-per-slot")
            .in(WORKER)
            .says("Native memory per slot, instead of managed memory.");
    public static final Setting<MemorySize> FIXED_PER_WORKER = Setting.memory(
                    "state.backend.rocksdb.memory.fixed-per-tm")
            .in(WORKER)
            .says("Native memory per worker, instead of managed memory.");
    public static final Setting<Double> WRITE_BUFFER_RATIO = Setting.number(
                    "state.backend.rocksdb.memory.write-buffer-ratio")
            .orElse(0.5)
            .in(WORKER)
            .says("Share of that memory that write buffers may take.");
    public static final Setting<Double> HIGH_PRIORITY_RATIO = Setting.number(
                    "state.backend.rocksdb.memory.high-prio-pool-ratio")
            .orElse(0.1)
            .in(WORKER)
            .says("Share of that memory kept for indexes and filters.");
    public static final Setting<Boolean> PARTITIONED_INDEX = Setting.flag(
                    "state.backend.rocksdb.memory.partitioned-index-filters")
            .orElse(false)
            .in(WORKER, JOB)
            .says("Whether indexes and filters are loaded in parts, for little memory.");
    public static final Setting<MemorySize> OBJECT_CACHE = Setting.memory("state.backend.rocksdb.object-cache.size")
            .in(WORKER)
            .says("Heap of a worker that keeps hot state as objects in front of RocksDB; by default a quarter of it.");
    public static final Setting<TimerStore> TIMERS = Setting.choice(
                    "state.backend.rocksdb.timer-service.factory", TimerStore.class)
            .orElse(TimerStore.ROCKSDB)
            .in(WORKER, JOB)
            .says(
                    "Where timers live with RocksDB: in the database, with those to come next in the object cache, or on the"
                            + " heap.");
    public static final Setting<Integer> TRANSFER_THREADS = Setting.integer(
                    "state.backend.rocksdb.checkpoint.transfer.thread.num")
            .orElse(4)
            .in(WORKER, JOB)
            .withoutEffect()
            .says("Threads that move files; a worker's own pool does it.");
    public static final Setting<Boolean> TTL_FILTER = Setting.flag(
                    "state.backend.rocksdb.ttl.compaction.filter.enabled")
            .orElse(true)
            .in(JOB)
            .withoutEffect()
            .says("RocksDB has no such filter for Java; expired state goes as other state is written.");
    public static final Setting<Integer> THREADS = Setting.integer("state.backend.rocksdb.thread.num")
            .in(WORKER, JOB)
            .says("Flushes and compactions at once; by default 2, or 4 with prepared options.");
    public static final Setting<Integer> OPEN_FILES = Setting.integer("state.backend.rocksdb.files.open")
            .orElse(-1)
            .in(WORKER, JOB)
            .says("Files that a database keeps open; -1: all.");
    public static final Setting<Compaction> COMPACTION_STYLE = Setting.choice(
                    "state.backend.rocksdb.compaction.style", Compaction.class)
            .orElse(Compaction.LEVEL)
            .in(WORKER, JOB)
            .says("How files are merged.");
    public static final Setting<Boolean> DYNAMIC_LEVELS = Setting.flag(
                    "state.backend.rocksdb.compaction.level.use-dynamic-size")
            .in(WORKER, JOB)
            .says("Whether the sizes of levels follow the last one; by default yes.");
    public static final Setting<MemorySize> TARGET_FILE_SIZE = Setting.memory(
                    "state.backend.rocksdb.compaction.level.target-file-size-base")
            .in(WORKER, JOB)
            .says("Size of files; by default 64mb.");
    public static final Setting<MemorySize> FIRST_LEVEL_SIZE = Setting.memory(
                    "state.backend.rocksdb.compaction.level.max-size-level-base")
            .in(WORKER, JOB)
            .says("Size of the first level; by default 256mb.");
    public static final Setting<MemorySize> WRITE_BUFFER_SIZE = Setting.memory("state.backend.rocksdb.writebuffer.size")
            .orElse(new MemorySize(64 << 20))
            .in(WORKER, JOB)
            .says("Size of a write buffer; less where memory is little.");
    public static final Setting<Integer> WRITE_BUFFER_COUNT = Setting.integer("state.backend.rocksdb.writebuffer.count")
            .in(WORKER, JOB)
            .says("Write buffers per state; by default 2.");
    public static final Setting<Integer> WRITE_BUFFERS_TO_MERGE = Setting.integer(
                    "state.backend.rocksdb.writebuffer.number-to-merge")
            .in(WORKER, JOB)
            .says("Write buffers merged into one file; by default 1.");
    public static final Setting<MemorySize> BLOCK_SIZE = Setting.memory("state.backend.rocksdb.block.blocksize")
            .in(WORKER, JOB)
            .says("Size of a block of data; by default 4kb.");
    public static final Setting<MemorySize> METADATA_BLOCK_SIZE = Setting.memory(
                    "state.backend.rocksdb.block.metadata-blocksize")
            .orElse(new MemorySize(4 * 1024))
            .in(WORKER, JOB)
            .says("Size of a part of an index or filter.");
    public static final Setting<MemorySize> BLOCK_CACHE = Setting.memory("state.backend.rocksdb.block.cache-size")
            .in(WORKER)
            .says("Native memory of a worker where neither managed memory nor a fixed size is used; by default 8mb"
                    + " per slot.");
    public static final Setting<Boolean> BLOOM_FILTER = Setting.flag("state.backend.rocksdb.use-bloom-filter")
            .orElse(true)
            .in(WORKER, JOB)
            .says("Whether files have a filter that tells absent keys.");
    public static final Setting<Double> BLOOM_BITS = Setting.number("state.backend.rocksdb.bloom-filter.bits-per-key")
            .orElse(10.0)
            .in(WORKER, JOB)
            .says("Bits per key of that filter.");
    public static final Setting<Boolean> BLOOM_BLOCKS = Setting.flag(
                    "state.backend.rocksdb.bloom-filter.block-based-mode")
            .orElse(false)
            .in(WORKER, JOB)
            .withoutEffect()
            .says("A form of filter that RocksDB no longer has.");
    public static final Setting<List<String>> COMPRESSION = Setting.list("state.backend.rocksdb.compression.per.level")
            .orElse(List.of())
            .in(WORKER, JOB)
            .says("Compression by level; by default none for the first two, LZ4 for the others.");
    public static final Setting<MemorySize> WRITE_BATCH = Setting.memory("state.backend.rocksdb.write-batch-size")
            .orElse(new MemorySize(2 << 20))
            .in(WORKER, JOB)
            .withoutEffect()
            .says("Bytes written to RocksDB at once; the object cache chooses.");
    public static final Setting<Double> RESTORE_OVERLAP = Setting.number(
                    "state.backend.rocksdb.restore-overlap-fraction-threshold")
            .orElse(0.0)
            .in(WORKER, JOB)
            .withoutEffect()
            .says("When a rescaled database grows out of an old one; it always does.");
    public static final Setting<String> LOG_LEVEL = Setting.text("state.backend.rocksdb.log.level")
            .orElse("HEADER_LEVEL")
            .in(WORKER, JOB)
            .withoutEffect()
            .says("How much RocksDB writes into its own log: only what it was opened with.");
}
