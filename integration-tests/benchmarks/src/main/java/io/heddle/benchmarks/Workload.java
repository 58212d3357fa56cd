package io.heddle.benchmarks;

/**
 * What is measured; both engines run the same pipeline on the same input and must give the same checksum.
 *
 * <p>Heavy windows have fewer records so that one run of the slower engine stays near ten seconds.
 */
public enum Workload {
    /** P1: sequence, ten maps on long in one chain, discard. */
    MAP_CHAIN(50_000_000, 20_000_000),
    /** P1, the generator alone, to be subtracted. */
    SOURCE_ONLY(50_000_000, 40_000_000),
    /** P2: sequence, five-field POJO, rebalance, discard. */
    REBALANCE(20_000_000, 10_000_000),
    /** P2: sequence, five-field POJO, keyBy, map, discard. */
    KEY_BY(20_000_000, 10_000_000),
    /** P3: keyed reduce on heap, 10,000 keys. */
    KEYED_REDUCE_10K(20_000_000, 8_000_000),
    /** P3: keyed reduce on heap, 1,000,000 keys. */
    KEYED_REDUCE_1M(10_000_000, 5_000_000),
    /** P11: WordCount in streaming mode over generated lines. */
    WORD_COUNT(2_000_000, 1_000_000),
    /** P4: ten-second tumbling event-time sum, 1,000,000 keys. */
    TUMBLING_1M(5_000_000, 3_000_000),
    /** P5: sliding event-time sum, 10 s by 1 s, 10,000 keys. */
    SLIDING_10K(5_000_000, 1_000_000),
    /** P6: session windows, 100,000 keys. */
    SESSION_100K(5_000_000, 2_000_000),
    /** P17: the model's generator alone, to be subtracted. */
    NEXMARK_GENERATOR(10_000_000, 10_000_000),
    /** P17. */
    NEXMARK_Q0(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q1(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q2(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q3(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q4(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q5(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q7(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q8(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q9(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q11(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q14(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q15(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q16(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q17(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q18(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q19(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q20(4_000_000, 1_000_000),
    /** P17. */
    NEXMARK_Q21(4_000_000, 2_000_000),
    /** P17. */
    NEXMARK_Q22(4_000_000, 2_000_000);

    /** Workloads that are run together. */
    public enum Suite {
        PIPELINES,
        WINDOWS,
        NEXMARK
    }

    private final long heddleRecords;
    private final long flinkRecords;

    Workload(long heddleRecords, long flinkRecords) {
        this.heddleRecords = heddleRecords;
        this.flinkRecords = flinkRecords;
    }

    /** The suite this belongs to. */
    public Suite suite() {
        if (name().startsWith("NEXMARK")) {
            return Suite.NEXMARK;
        }
        return compareTo(TUMBLING_1M) >= 0 ? Suite.WINDOWS : Suite.PIPELINES;
    }

    /** Records of one run: an engine that is several times faster gets more, so that both runs take a few seconds. */
    public long records(boolean flink) {
        return flink ? flinkRecords : heddleRecords;
    }
}
