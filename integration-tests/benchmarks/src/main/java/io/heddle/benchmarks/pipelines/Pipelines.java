package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.RuntimeExecutionMode;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.benchmarks.Workload;

/** Builds the pipeline of a workload. */
public final class Pipelines {
    private Pipelines() {}

    /** Adds the pipeline over {@code records} numbers to the environment. */
    public static void build(StreamExecutionEnvironment env, Workload workload, long records) {
        if (!workload.suite().isThroughput()) {
            Measured.build(env, workload, records);
            return;
        }
        if (workload.isBatch()) {
            env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        }
        if (workload.suite() == Workload.Suite.SHUFFLES) {
            Shuffles.build(env, workload, records);
            return;
        }
        DataStream<Long> numbers = env.fromSequence(0, records - 1);
        switch (workload) {
            case NEXMARK_GENERATOR -> NexmarkBids.generator(numbers);
            case NEXMARK_Q0 -> NexmarkBids.passThrough(numbers);
            case NEXMARK_Q1 -> NexmarkBids.currency(numbers);
            case NEXMARK_Q2 -> NexmarkBids.selection(numbers);
            case NEXMARK_Q3 -> NexmarkJoins.localSellers(numbers);
            case NEXMARK_Q4 -> NexmarkJoins.categoryPrices(numbers);
            case NEXMARK_Q5 -> NexmarkWindows.hotItems(numbers);
            case NEXMARK_Q6 -> NexmarkJoins.sellerPrices(numbers);
            case NEXMARK_Q7 -> NexmarkWindows.highestBid(numbers);
            case NEXMARK_Q8 -> NexmarkWindows.newSellers(numbers);
            case NEXMARK_Q9 -> NexmarkJoins.winners(numbers);
            case NEXMARK_Q11 -> NexmarkWindows.sessions(numbers);
            case NEXMARK_Q13 -> NexmarkBids.withSideInput(numbers);
            case NEXMARK_Q14 -> NexmarkBids.calculation(numbers);
            case NEXMARK_Q15 -> NexmarkStatistics.perMinute(numbers);
            case NEXMARK_Q16 -> NexmarkStatistics.perChannel(numbers);
            case NEXMARK_Q17 -> NexmarkStatistics.perAuction(numbers);
            case NEXMARK_Q18 -> NexmarkBids.lastBids(numbers);
            case NEXMARK_Q19 -> NexmarkBids.topBids(numbers);
            case NEXMARK_Q20 -> NexmarkJoins.expandedBids(numbers);
            case NEXMARK_Q21 -> NexmarkBids.channelIds(numbers);
            case NEXMARK_Q22 -> NexmarkBids.directories(numbers);
            case NEXMARK_Q23 -> NexmarkJoins.sellersBids(numbers);
            default -> Micro.build(numbers, workload);
        }
    }
}
