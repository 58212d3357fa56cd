package io.heddle.rocksdb;

import io.heddle.core.config.Configuration;
import io.heddle.core.config.RocksSettings;
import java.util.List;
import java.util.Locale;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;

/**
 * How databases are laid out and kept in order: the prepared options, with what is set one by one over them.
 *
 * @param backgroundJobs flushes and compactions at once, per worker
 * @param maxOpenFiles -1: all stay open
 * @param writeBufferBytes size of one write buffer
 * @param writeBuffers how many may fill up before writes wait
 * @param writeBuffersToMerge how many are merged into one file
 * @param targetFileBytes size of files of the first level
 * @param firstLevelBytes size of the first level
 * @param dynamicLevels whether the sizes of levels follow the size of the last one
 * @param partitionedIndex whether indexes and filters are loaded in parts
 * @param bloomBitsPerKey 0: no filter
 * @param compressions by level; empty: none for the first two, LZ4 for the others
 */
public record RocksTuning(
        int backgroundJobs,
        int maxOpenFiles,
        CompactionStyle compaction,
        long writeBufferBytes,
        int writeBuffers,
        int writeBuffersToMerge,
        long targetFileBytes,
        long firstLevelBytes,
        boolean dynamicLevels,
        long blockBytes,
        long metadataBlockBytes,
        boolean partitionedIndex,
        double bloomBitsPerKey,
        List<CompressionType> compressions) {

    private static final long MIB = 1 << 20;

    /** As the cluster or the job has them set. */
    public static RocksTuning of(Configuration settings) {
        RocksSettings.Predefined predefined = settings.get(RocksSettings.PREDEFINED);
        boolean highMemory = predefined == RocksSettings.Predefined.SPINNING_DISK_OPTIMIZED_HIGH_MEM;
        boolean usual = predefined == RocksSettings.Predefined.DEFAULT;
        return new RocksTuning(
                settings.find(RocksSettings.THREADS).orElse(usual ? 2 : 4),
                settings.get(RocksSettings.OPEN_FILES),
                CompactionStyle.valueOf(
                        settings.get(RocksSettings.COMPACTION_STYLE).name()),
                settings.get(RocksSettings.WRITE_BUFFER_SIZE).bytes(),
                settings.find(RocksSettings.WRITE_BUFFER_COUNT).orElse(highMemory ? 4 : 2),
                settings.find(RocksSettings.WRITE_BUFFERS_TO_MERGE).orElse(highMemory ? 3 : 1),
                settings.find(RocksSettings.TARGET_FILE_SIZE)
                        .map(size -> size.bytes())
                        .orElse((highMemory ? 256 : 64) * MIB),
                settings.find(RocksSettings.FIRST_LEVEL_SIZE)
                        .map(size -> size.bytes())
                        .orElse((highMemory ? 1024 : 256) * MIB),
                settings.find(RocksSettings.DYNAMIC_LEVELS).orElse(true),
                settings.find(RocksSettings.BLOCK_SIZE)
                        .map(size -> size.bytes())
                        .orElse(highMemory ? 128 * 1024L : 4 * 1024L),
                settings.get(RocksSettings.METADATA_BLOCK_SIZE).bytes(),
                settings.get(RocksSettings.PARTITIONED_INDEX),
                settings.get(RocksSettings.BLOOM_FILTER) ? settings.get(RocksSettings.BLOOM_BITS) : 0,
                settings.get(RocksSettings.COMPRESSION).stream()
                        .map(RocksTuning::compression)
                        .toList());
    }

    private static CompressionType compression(String name) {
        String constant = name.strip().toUpperCase(Locale.ROOT);
        try {
            return CompressionType.valueOf(constant.endsWith("_COMPRESSION") ? constant : constant + "_COMPRESSION");
        } catch (IllegalArgumentException unknown) {
            throw new io.heddle.core.fault.HeddleException(
                    io.heddle.core.fault.FaultCategory.CONFIGURATION,
                    RocksSettings.COMPRESSION.key() + " names the compression '" + name + "', which RocksDB has not.",
                    "",
                    "Use NO_COMPRESSION, LZ4_COMPRESSION, SNAPPY_COMPRESSION or ZSTD_COMPRESSION, one per level.");
        }
    }
}
