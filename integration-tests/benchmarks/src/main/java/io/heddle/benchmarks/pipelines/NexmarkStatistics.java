package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.MapState;
import io.heddle.api.state.MapStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.tuple.Tuple4;
import io.heddle.api.tuple.Tuple5;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.nexmark.Bid;
import java.util.stream.LongStream;

/**
 * The queries that keep running statistics: q15, q16, q17, and the one of q6. The published ones count per day; here it is
 * per minute, since a run covers minutes of event time.
 */
final class NexmarkStatistics {
    private static final long MINUTE_MS = 60_000;
    private static final long LOW = 10_000;
    private static final long HIGH = 1_000_000;

    private NexmarkStatistics() {}

    /** q15: bids and distinct bidders per minute, in three ranges of prices. */
    static void perMinute(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .keyBy(bid -> bid.timeMs / MINUTE_MS)
                .process(new Distinct<>())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1 + out.f2 + out.f3));
    }

    /** q16: the same per channel and minute. */
    static void perChannel(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .keyBy(bid -> Tuple2.of(bid.channel, bid.timeMs / MINUTE_MS), Types.TUPLE(Types.STRING, Types.LONG))
                .process(new Distinct<>())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1 + out.f2 + out.f3));
    }

    /** q17: count, lowest, highest and summed price per auction and minute. */
    static void perAuction(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .keyBy(bid -> Tuple2.of(bid.auction, bid.timeMs / MINUTE_MS), Types.TUPLE(Types.LONG, Types.LONG))
                .process(new Prices())
                .sinkTo(new CountingSink<>(out -> out.f1 + out.f2 + out.f3 + out.f4));
    }

    static final class Distinct<K> extends KeyedProcessFunction<K, Bid, Tuple4<Long, Long, Long, Long>> {
        private transient ValueState<Tuple4<Long, Long, Long, Long>> counts;
        private transient MapState<Long, Boolean> bidders;

        @Override
        public void open(OpenContext context) {
            counts = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            "counts", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG)));
            bidders = getRuntimeContext().getMapState(new MapStateDescriptor<>("bidders", Types.LONG, Types.BOOLEAN));
        }

        @Override
        public void processElement(Bid bid, Context context, Collector<Tuple4<Long, Long, Long, Long>> out)
                throws Exception {
            Tuple4<Long, Long, Long, Long> before = counts.value();
            Tuple4<Long, Long, Long, Long> after =
                    before == null ? Tuple4.of(0L, 0L, 0L, 0L) : Tuple4.of(before.f0, before.f1, before.f2, before.f3);
            after.f0++;
            if (bid.price < LOW) {
                after.f1++;
            } else if (bid.price < HIGH) {
                after.f2++;
            }
            if (!bidders.contains(bid.bidder)) {
                bidders.put(bid.bidder, true);
                after.f3++;
            }
            counts.update(after);
            out.collect(Tuple4.of(after.f0, after.f1, after.f2, after.f3));
        }
    }

    static final class Prices
            extends KeyedProcessFunction<Tuple2<Long, Long>, Bid, Tuple5<Long, Long, Long, Long, Long>> {
        private transient ValueState<Tuple4<Long, Long, Long, Long>> prices;

        @Override
        public void open(OpenContext context) {
            prices = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            "prices", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG)));
        }

        @Override
        public void processElement(Bid bid, Context context, Collector<Tuple5<Long, Long, Long, Long, Long>> out)
                throws Exception {
            Tuple4<Long, Long, Long, Long> before = prices.value();
            Tuple4<Long, Long, Long, Long> after = before == null
                    ? Tuple4.of(1L, bid.price, bid.price, bid.price)
                    : Tuple4.of(
                            before.f0 + 1,
                            Math.min(before.f1, bid.price),
                            Math.max(before.f2, bid.price),
                            before.f3 + bid.price);
            prices.update(after);
            out.collect(Tuple5.of(bid.auction, after.f0, after.f1, after.f2, after.f3));
        }
    }

    /** Emits (seller, sum, number) of the last prices with each auction that is closed. */
    static final class LastPrices
            extends KeyedProcessFunction<Long, Tuple4<Integer, Long, Long, Long>, Tuple3<Long, Long, Long>> {
        private static final int LAST = 10;

        private transient ValueState<long[]> prices;

        @Override
        public void open(OpenContext context) {
            prices = getRuntimeContext().getState(new ValueStateDescriptor<>("prices", long[].class));
        }

        @Override
        public void processElement(
                Tuple4<Integer, Long, Long, Long> winner, Context context, Collector<Tuple3<Long, Long, Long>> out)
                throws Exception {
            long[] before = prices.value();
            int kept = before == null ? 0 : Math.min(before.length, LAST - 1);
            long[] after = new long[kept + 1];
            if (before != null) {
                System.arraycopy(before, before.length - kept, after, 0, kept);
            }
            after[kept] = winner.f1;
            prices.update(after);
            out.collect(Tuple3.of(winner.f3, LongStream.of(after).sum(), (long) after.length));
        }
    }
}
