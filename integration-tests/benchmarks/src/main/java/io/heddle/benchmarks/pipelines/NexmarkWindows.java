package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.EventTimeSessionWindows;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.api.windowing.TumblingEventTimeWindows;
import io.heddle.benchmarks.nexmark.Bid;
import java.time.Duration;

/** The queries with windows: q5, q7, q8, q11. */
final class NexmarkWindows {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration SLIDE = Duration.ofSeconds(2);

    private NexmarkWindows() {}

    /** q5: the auction with the most bids in the last ten seconds, every two seconds; of equals the one with the lowest id. */
    static void hotItems(DataStream<Long> numbers) {
        AuctionHouse.bids(numbers)
                .keyBy(bid -> bid.auction)
                .window(SlidingEventTimeWindows.of(WINDOW, SLIDE))
                .aggregate(new Count(), new WithWindow())
                .windowAll(TumblingEventTimeWindows.of(SLIDE))
                .reduce((left, right) ->
                        left.f1 > right.f1 || (left.f1.equals(right.f1) && left.f0 < right.f0) ? left : right)
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1 + out.f2));
    }

    /** q7: the highest bid of each ten seconds; of equals the one of the lowest bidder. */
    static void highestBid(DataStream<Long> numbers) {
        AuctionHouse.bids(numbers)
                .windowAll(TumblingEventTimeWindows.of(WINDOW))
                .reduce((left, right) ->
                        left.price > right.price || (left.price == right.price && left.bidder <= right.bidder)
                                ? left
                                : right)
                .sinkTo(new CountingSink<>(bid -> bid.price + bid.bidder));
    }

    /** q8: people who opened an auction in the ten seconds in which they came. */
    static void newSellers(DataStream<Long> numbers) {
        AuctionHouse.people(numbers)
                .join(AuctionHouse.auctions(numbers))
                .where(person -> person.id)
                .equalTo(auction -> auction.seller)
                .window(TumblingEventTimeWindows.of(WINDOW))
                .apply((person, auction) -> Tuple2.of(person.id, auction.id), Types.TUPLE(Types.LONG, Types.LONG))
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1));
    }

    /** q11: bids of each person in one session, which ends after two seconds of silence. */
    static void sessions(DataStream<Long> numbers) {
        AuctionHouse.bids(numbers)
                .keyBy(bid -> bid.bidder)
                .window(EventTimeSessionWindows.withGap(SLIDE))
                .aggregate(new Count(), new WithWindow())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1 + out.f2));
    }

    static final class Count implements AggregateFunction<Bid, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Bid bid, Long count) {
            return count + 1;
        }

        @Override
        public Long getResult(Long count) {
            return count;
        }

        @Override
        public Long merge(Long left, Long right) {
            return left + right;
        }
    }

    static final class WithWindow extends ProcessWindowFunction<Long, Tuple3<Long, Long, Long>, Long, TimeWindow> {
        @Override
        public void process(Long key, Context context, Iterable<Long> counts, Collector<Tuple3<Long, Long, Long>> out) {
            out.collect(
                    Tuple3.of(key, counts.iterator().next(), context.window().getEnd()));
        }
    }
}
