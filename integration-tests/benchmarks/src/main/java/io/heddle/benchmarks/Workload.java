package io.heddle.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is measured; both engines run the same pipeline on the same input and must give the same checksum.
 *
 * <p>Heavy windows have fewer records so that one run of the slower engine stays near ten seconds.
 */
public enum Workload {
    /** P1: sequence, ten maps on long in one chain, discard. */
    MAP_CHAIN(Suite.PIPELINES, 8, 300_000_000, 40_000_000),
    /** P1, the generator alone, to be subtracted. */
    SOURCE_ONLY(Suite.PIPELINES, 0, 400_000_000, 80_000_000),
    /** P2: sequence, five-field POJO, rebalance, discard. */
    REBALANCE(Suite.PIPELINES, 5, 120_000_000, 12_000_000),
    /** P2: sequence, five-field POJO, keyBy, map, discard. */
    KEY_BY(Suite.PIPELINES, 5, 100_000_000, 14_000_000),
    /** P3: keyed reduce on heap, 10,000 keys. */
    KEYED_REDUCE_10K(Suite.PIPELINES, 5, 40_000_000, 12_000_000),
    /** P3: keyed reduce on heap, 1,000,000 keys. */
    KEYED_REDUCE_1M(Suite.PIPELINES, 5, 30_000_000, 5_000_000),
    /** P11: WordCount in streaming mode over lines that were made before. */
    WORD_COUNT(Suite.PIPELINES, 4, 12_000_000, 2_500_000),
    /** P11: WordCount in batch mode over the same lines. */
    WORD_COUNT_BATCH(Suite.PIPELINES, 4, 3_000_000, 500_000),
    /** P8: 100-byte records over TLS from one worker to another, by key. */
    SHUFFLE(Suite.SHUFFLES, 4, 15_000_000, 3_000_000),
    /** P8: the same with a buffer time-out of 1 ms, which should keep nine tenths of it. */
    SHUFFLE_1_MS(Suite.SHUFFLES, 4, 15_000_000, 3_000_000),
    /** P8: the same, and Flink without TLS; Heddle has no other way than TLS. */
    SHUFFLE_FLINK_PLAIN(Suite.SHUFFLES, 0, 15_000_000, 4_000_000),
    /** P4: ten-second tumbling event-time sum, 1,000,000 keys. */
    TUMBLING_1M(Suite.WINDOWS, 8, 15_000_000, 3_000_000),
    /** P5: sliding event-time sum, 10 s by 1 s, 10,000 keys. */
    SLIDING_10K(Suite.WINDOWS, 20, 20_000_000, 1_000_000),
    /**
     * P5: the same with 100,000 keys, of each of which about one record comes per slide: most windows of a key hold ten
     * records, so that putting slices together counts as much as putting results out.
     */
    SLIDING_100K(Suite.WINDOWS, 20, 15_000_000, 1_000_000),
    /**
     * P5: sliding event-time sum, 10 s by 1 s, 1,000,000 keys. A key has a record in every tenth slide, so that every record
     * causes five results or more. Flink cannot be given a stream ten times as dense here: it would need ten million windows
     * at once, and minutes until the first of them is full. As it is, it needs half a minute for the twelve seconds of event time
     * that a run must have at least, since before the tenth no window is full.
     */
    SLIDING_1M(Suite.WINDOWS, 100, 32_000_000, 1_200_000),
    /** P5 in batch mode, where input is sorted by key and time: sliding event-time sum, 10 s by 1 s, 100,000 keys. */
    SLIDING_BATCH(Suite.WINDOWS, 0, 4_000_000, 500_000),
    /** P5: sliding event-time sum, 10 s by 0.5 s, 10,000 keys, beside Jet instead of Flink. */
    JET_SLIDING_10K(Suite.WINDOWS, 1, 15_000_000, 15_000_000),
    /** P6: session windows, 100,000 keys. */
    SESSION_100K(Suite.WINDOWS, 5, 12_000_000, 2_000_000),
    /** P7: keyed reduce on RocksDB, 100,000 keys, all inside the budget. */
    ROCKSDB_HOT(Suite.STATE, 10, 12_000_000, 1_000_000),
    /** P7: keyed reduce on RocksDB, 1,000,000 keys, about four times the budget. */
    ROCKSDB_COLD(Suite.STATE, 2, 2_000_000, 2_000_000),
    /** P4: the tumbling sum on RocksDB, 1,000,000 keys. */
    TUMBLING_ROCKSDB(Suite.STATE, 8, 2_000_000, 600_000),
    /** P13: heap bytes per key of a value state, long to long. */
    DENSITY(Suite.MEMORY, 0, 5_000_000, 5_000_000),
    /**
     * The files of one checkpoint of 64 tasks in four workers with five states each, all above the 20 KB from which Flink
     * writes a file of its own for a state: about 128 KB of values of 8,192 keys in each of three, and 40,000 bytes of
     * operator state in the two others.
     */
    CHECKPOINT_FILES(Suite.CHECKPOINTS, 0, 8_192, 8_192),
    /** P12: a checkpoint every second of 4,000,000 keys on the heap, of which about 1 % change per second. */
    CHECKPOINTS(Suite.CHECKPOINTS, 0, 4_000_000, 4_000_000),
    /** P12: the same on RocksDB with 500,000 values of 1,000 bytes, incremental; 10 GB would take longer than a suite has. */
    ROCKSDB_CHECKPOINTS(Suite.CHECKPOINTS, 0, 500_000, 500_000),
    /** P13: 2,000,000 keys with 500 bytes each on the heap are written into a savepoint and restored from it. */
    FULL_SNAPSHOT(Suite.RESTARTS, 0, 2_000_000, 2_000_000),
    /** P18: from one task to two and back with 2,000,000 keys of 500 bytes on the heap, while 20,000 records a second come. */
    RESCALE(Suite.RESTARTS, 0, 2_000_000, 2_000_000),
    /** P9: 100,000 records per second over two shuffles, from the time at which a record was due. */
    TWO_SHUFFLES(Suite.LATENCY, 20, 100_000, 100_000),
    /** P9: 500,000 records per second into windows of 1 s every 20 ms, 10,000 keys. */
    WINDOW_20_MS(Suite.LATENCY, 0, 500_000, 500_000),
    /** P9: the same beside Jet instead of Flink, of whose delay ours should be half. */
    JET_WINDOW_20_MS(Suite.LATENCY, 2, 500_000, 500_000),
    /** P10: 200 records per second from 1,000 tasks to 1,000 others by key, over a million channels. */
    IDLE_CHANNELS(Suite.IDLE, 0, 200, 200),
    /** P10: 10,000 records per second from 200 tasks to 200 others by key. */
    WIDE_SHUFFLE(Suite.IDLE, 0, 10_000, 10_000),
    /** P10: 200 tasks without anything to do. */
    IDLE_TASKS(Suite.IDLE, 0, 100, 100),
    /** P17: the model's generator alone, to be subtracted. */
    NEXMARK_GENERATOR(Suite.NEXMARK, 0, 40_000_000, 10_000_000),
    /** P17. */
    NEXMARK_Q0(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q1(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q2(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q3(Suite.NEXMARK, 2, 8_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q4(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q5(Suite.NEXMARK, 10, 16_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q6(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q7(Suite.NEXMARK, 20, 16_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q8(Suite.NEXMARK, 2, 16_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q9(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q11(Suite.NEXMARK, 2, 16_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q13(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q14(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q15(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q16(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q17(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q18(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q19(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q20(Suite.NEXMARK, 2, 8_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q21(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17. */
    NEXMARK_Q22(Suite.NEXMARK, 2, 24_000_000, 4_000_000),
    /** P17; as many records for both, since the first people take part in most of the results. */
    NEXMARK_Q23(Suite.NEXMARK, 2, 2_000_000, 2_000_000);

    /** Workloads that are run together, within so many seconds. */
    public enum Suite {
        PIPELINES(310, true),
        WINDOWS(420, true),
        SHUFFLES(110, true),
        NEXMARK(330, true),
        STATE(250, true),
        MEMORY(60, false),
        CHECKPOINTS(290, false),
        RESTARTS(220, false),
        LATENCY(215, false),
        IDLE(250, false);

        private final int seconds;
        private final boolean throughput;

        Suite(int seconds, boolean throughput) {
            this.seconds = seconds;
            this.throughput = throughput;
        }

        /** How long the suite may take. */
        public int seconds() {
            return seconds;
        }

        /** Whether time per record is compared; otherwise what the pipelines measure themselves. */
        public boolean isThroughput() {
            return throughput;
        }
    }

    private final Suite suite;
    private final double goal;
    private final long heddleRecords;
    private final long flinkRecords;

    Workload(Suite suite, double goal, long heddleRecords, long flinkRecords) {
        this.suite = suite;
        this.goal = goal;
        this.heddleRecords = heddleRecords;
        this.flinkRecords = flinkRecords;
    }

    /** The suite this belongs to. */
    public Suite suite() {
        return suite;
    }

    /** The ratio that is aimed at; 0 if none is. */
    public double goal() {
        return goal;
    }

    /** Records of one run: an engine that is several times faster gets more, so that both runs take a few seconds. */
    public long records(boolean flink) {
        return flink ? flinkRecords : heddleRecords;
    }

    /** Which parallelism it is run with where {@code usual} is asked for: some targets name one. */
    int parallelism(int usual) {
        if (this == CHECKPOINT_FILES) {
            return 64;
        }
        return this == WORD_COUNT || this == WORD_COUNT_BATCH ? Math.max(2, usual) : usual;
    }

    /** How many pairs of runs are taken where {@code usual} are asked for: a number that does not vary is counted once. */
    int pairs(int usual) {
        return this == CHECKPOINT_FILES ? 1 : usual;
    }

    /** How many times as long as the others of its suite it may take: a run should last until compilation is the smaller part. */
    int weight() {
        return switch (this) {
            case SLIDING_1M -> 6;
            case KEYED_REDUCE_1M, WORD_COUNT -> 2;
            default -> 1;
        };
    }

    /** The workload with which it is compared, so that their runs alternate; null if there is none. */
    @Nullable
    Workload beside() {
        return this == SHUFFLE_1_MS ? SHUFFLE : null;
    }

    /** The engine beside ours. */
    String rival() {
        return this == JET_SLIDING_10K || this == JET_WINDOW_20_MS ? "jet" : "flink";
    }

    /** Whether Heddle is measured alone, because Flink cannot run it in the memory that both are given. */
    boolean isOursAlone() {
        return this == IDLE_CHANNELS;
    }

    /** Whether the workload stops jobs and starts them again itself. */
    boolean isRestarted() {
        return suite == Suite.RESTARTS;
    }

    /** Whether each run has a process of its own: what the run before has left on the heap may not be garbage yet. */
    boolean isWeighed() {
        return this == DENSITY;
    }

    /** The heap that both engines get. */
    int heapMb() {
        return isRestarted() ? 6144 : 3072;
    }

    /** Whether it runs in batch mode. */
    public boolean isBatch() {
        return this == WORD_COUNT_BATCH || this == SLIDING_BATCH;
    }

    /** Whether records cross between workers encrypted. */
    boolean isEncrypted() {
        return this == SHUFFLE || this == SHUFFLE_1_MS;
    }

    /** The settings of an engine; the memory that state may take is the same for both. */
    Map<String, String> settings(boolean flink) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (flink) {
            settings.put("taskmanager.memory.network.max", "256m");
            settings.put("rest.port", "0");
        }
        // A run that fails must say so, not begin again.
        settings.put("restart-strategy.type", "none");
        if (suite.throughput) {
            checkpoints(settings, flink, "2s");
        }
        switch (this) {
            case ROCKSDB_HOT, TUMBLING_ROCKSDB -> rocksDb(settings, flink, 128);
            case ROCKSDB_COLD -> rocksDb(settings, flink, 16);
            case CHECKPOINTS -> checkpoints(settings, flink, "1s");
            case CHECKPOINT_FILES -> {
                checkpoints(settings, flink, "1s");
                settings.put("minicluster.number-of-taskmanagers", "4");
                settings.put("taskmanager.numberOfTaskSlots", "16");
            }
            case FULL_SNAPSHOT, RESCALE -> checkpoints(settings, flink);
            case ROCKSDB_CHECKPOINTS -> {
                rocksDb(settings, flink, 128);
                checkpoints(settings, flink, "1s");
                settings.put("execution.checkpointing.incremental", "true");
            }
            case SHUFFLE, SHUFFLE_1_MS, SHUFFLE_FLINK_PLAIN -> {
                settings.put("minicluster.number-of-taskmanagers", "2");
                if (flink) {
                    settings.put("taskmanager.numberOfTaskSlots", "1");
                }
            }
            case WIDE_SHUFFLE -> {
                if (flink) {
                    // 40,000 channels need more buffers than the network memory has of the usual 32 KB.
                    settings.put("taskmanager.memory.segment-size", "4kb");
                    settings.put("taskmanager.memory.network.max", "1500m");
                }
            }
            default -> {}
        }
        return settings;
    }

    /** Runs take seconds, so checkpoints are more frequent than the ten seconds of the targets, for both alike. */
    private static void checkpoints(Map<String, String> settings, boolean flink, String interval) {
        settings.put("execution.checkpointing.interval", interval);
        checkpoints(settings, flink);
    }

    /** Savepoints only. */
    private static void checkpoints(Map<String, String> settings, boolean flink) {
        settings.put(
                "execution.checkpointing.dir",
                CheckpointDirectory.of(ProcessHandle.current().pid()).toUri().toString());
        if (flink) {
            // Otherwise the end of each run would wait for the next checkpoint, which has nothing to do with records.
            settings.put("execution.checkpointing.checkpoints-after-tasks-finish", "false");
        }
    }

    private static void rocksDb(Map<String, String> settings, boolean flink, int megabytes) {
        settings.put("state.backend.type", "rocksdb");
        if (flink) {
            settings.put("taskmanager.memory.managed.size", megabytes + "m");
        } else {
            settings.put("state.backend.rocksdb.memory.fixed-per-tm", megabytes / 2 + "m");
            settings.put("state.backend.rocksdb.object-cache.size", megabytes / 2 + "m");
        }
    }
}
