package io.heddle.rocksdb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.StringAppendOperator;

/** The native options of one database; closed after it. */
final class FamilyOptions implements AutoCloseable {
    private static final int FIRST_COMPRESSED_LEVEL = 2;
    private static final int LEVELS = 7;
    private static final double MEMTABLE_FILTER_SHARE = 0.05;
    private static final int LOG_FILE_BYTES = 4 << 20;

    private final DBOptions database;
    private final ColumnFamilyOptions usual;
    private final ColumnFamilyOptions appending;
    /** Read in the order of their keys alone. */
    private final ColumnFamilyOptions ordered;

    private final BloomFilter filter;
    private final StringAppendOperator append = new StringAppendOperator("");

    FamilyOptions(RocksTuning tuning, RocksMemory memory) {
        filter = new BloomFilter(tuning.bloomBitsPerKey() > 0 ? tuning.bloomBitsPerKey() : 10, false);
        database = new DBOptions()
                .setCreateIfMissing(true)
                .setMaxBackgroundJobs(tuning.backgroundJobs())
                .setMaxOpenFiles(tuning.maxOpenFiles())
                .setWriteBufferManager(memory.writeBuffers())
                .setInfoLogLevel(InfoLogLevel.HEADER_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setKeepLogFileNum(1)
                .setMaxLogFileSize(LOG_FILE_BYTES)
                .setAvoidFlushDuringShutdown(true)
                .setSkipStatsUpdateOnDbOpen(true)
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false);
        usual = family(tuning, memory, true);
        appending = family(tuning, memory, true).setMergeOperator(append);
        ordered = family(tuning, memory, false);
    }

    private ColumnFamilyOptions family(RocksTuning tuning, RocksMemory memory, boolean lookedUp) {
        ColumnFamilyOptions family = new ColumnFamilyOptions()
                .setCompactionStyle(tuning.compaction())
                .setLevelCompactionDynamicLevelBytes(tuning.dynamicLevels())
                .setTargetFileSizeBase(tuning.targetFileBytes())
                .setMaxBytesForLevelBase(tuning.firstLevelBytes())
                .setWriteBufferSize(memory.largestWriteBufferBytes(tuning.writeBufferBytes()))
                .setMaxWriteBufferNumber(tuning.writeBuffers())
                .setMinWriteBufferNumberToMerge(tuning.writeBuffersToMerge())
                .setCompressionPerLevel(compressions(tuning));
        if (lookedUp) {
            // Most keys that are asked for are not in the write buffer, and a search in it is as dear as one in a
            // file.
            family.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER_SHARE).setMemtableWholeKeyFiltering(true);
        }
        family.setTableFormatConfig(table(tuning, memory, lookedUp && tuning.bloomBitsPerKey() > 0));
        return family;
    }

    private BlockBasedTableConfig table(RocksTuning tuning, RocksMemory memory, boolean filtered) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(memory.cache())
                .setBlockSize(tuning.blockBytes())
                .setMetadataBlockSize(tuning.metadataBlockBytes())
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
                .setFormatVersion(5);
        if (filtered) {
            table.setFilterPolicy(filter);
        }
        if (tuning.partitionedIndex()) {
            table.setIndexType(IndexType.kTwoLevelIndexSearch)
                    .setPartitionFilters(filtered)
                    .setPinTopLevelIndexAndFilter(true);
        }
        return table;
    }

    private static List<CompressionType> compressions(RocksTuning tuning) {
        if (!tuning.compressions().isEmpty()) {
            return tuning.compressions();
        }
        List<CompressionType> byLevel = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            byLevel.add(
                    level < FIRST_COMPRESSED_LEVEL ? CompressionType.NO_COMPRESSION : CompressionType.LZ4_COMPRESSION);
        }
        return byLevel;
    }

    DBOptions database() {
        return database;
    }

    /** Options to look into single files with. */
    Options plain() {
        return new Options(database, usual);
    }

    ColumnFamilyDescriptor descriptor(byte[] name) {
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.startsWith(TimerInfo.PREFIX)) {
            return new ColumnFamilyDescriptor(name, ordered);
        }
        return new ColumnFamilyDescriptor(name, text.startsWith(StateTable.LIST_PREFIX) ? appending : usual);
    }

    @Override
    public void close() {
        usual.close();
        appending.close();
        ordered.close();
        database.close();
        append.close();
        filter.close();
    }
}
