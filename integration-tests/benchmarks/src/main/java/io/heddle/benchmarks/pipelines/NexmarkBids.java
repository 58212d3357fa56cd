package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.tuple.Tuple4;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.nexmark.Bid;
import io.heddle.benchmarks.nexmark.Generator;
import java.util.HashMap;
import java.util.Map;

/** The queries that look at bids one by one or per key: q0, q1, q2, q13, q14, q18, q19, q21, q22. */
final class NexmarkBids {
    private static final double EURO_PER_DOLLAR = 0.908;
    private static final int TOP = 10;

    private NexmarkBids() {}

    /** q0: every bid as it is. */
    static void passThrough(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers).sinkTo(new CountingSink<>(bid -> bid.price));
    }

    /** q1: prices in euros. */
    static void currency(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .map(bid -> {
                    Bid converted = new Bid();
                    converted.auction = bid.auction;
                    converted.bidder = bid.bidder;
                    converted.price = (long) (bid.price * EURO_PER_DOLLAR);
                    converted.timeMs = bid.timeMs;
                    converted.extra = bid.extra;
                    return converted;
                })
                .returns(Bid.class)
                .sinkTo(new CountingSink<>(bid -> bid.price));
    }

    /** q2: bids on some auctions. */
    static void selection(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .filter(bid -> bid.auction % 123 == 0)
                .map(bid -> Tuple2.of(bid.auction, bid.price))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .sinkTo(new CountingSink<>(pair -> pair.f0 + pair.f1));
    }

    /** q13: each bid with what a table, read when the job starts, says of its auction. */
    static void withSideInput(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .map(new SideInput())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1 + out.f2.length()));
    }

    /** q14: a calculation on each bid whose price is in a range. */
    static void calculation(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .filter(bid -> {
                    double euros = bid.price * EURO_PER_DOLLAR;
                    return euros > 1_000 && euros < 50_000_000;
                })
                .map(bid ->
                        Tuple4.of(bid.auction, (long) (bid.price * EURO_PER_DOLLAR), partOfDay(bid.timeMs), es(bid)))
                .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.STRING, Types.INT))
                .sinkTo(new CountingSink<>(out -> out.f1 + out.f3 + out.f2.length()));
    }

    private static String partOfDay(long timeMs) {
        long hour = timeMs / 3_600_000 % 24;
        return hour >= 8 && hour <= 18 ? "dayTime" : hour <= 6 || hour >= 20 ? "nightTime" : "otherTime";
    }

    private static int es(Bid bid) {
        int count = 0;
        for (int i = 0; i < bid.url.length(); i++) {
            if (bid.url.charAt(i) == 'e') {
                count++;
            }
        }
        return count;
    }

    /** q18: the last bid of each bidder on each auction. */
    static void lastBids(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .keyBy(bid -> Tuple2.of(bid.bidder, bid.auction), Types.TUPLE(Types.LONG, Types.LONG))
                .process(new LastBid())
                .sinkTo(new CountingSink<>(bid -> bid.price));
    }

    /** q19: each bid that enters the ten highest of its auction, with its rank. */
    static void topBids(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .keyBy(bid -> bid.auction)
                .process(new TopBids())
                .sinkTo(new CountingSink<>(out -> out.f1 * out.f2));
    }

    /** q21: the channel's id, by name or out of the URL. */
    static void channelIds(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .flatMap(new ChannelIds())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f2.length()));
    }

    /** q22: the first three directories of the URL. */
    static void directories(DataStream<Long> numbers) {
        AuctionHouse.untimedBids(numbers)
                .map(bid -> {
                    String[] parts = bid.url.split("/", -1);
                    return Tuple4.of(bid.auction, parts[3], parts[4], parts[5]);
                })
                .returns(Types.TUPLE(Types.LONG, Types.STRING, Types.STRING, Types.STRING))
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1.length() + out.f2.length() + out.f3.length()));
    }

    static final class SideInput extends RichMapFunction<Bid, Tuple3<Long, Long, String>> {
        private static final long ROWS = 10_000;

        private transient Map<Long, String> table;

        @Override
        public void open(OpenContext context) {
            table = new HashMap<>();
            for (long row = 0; row < ROWS; row++) {
                table.put(row, "value of " + row);
            }
        }

        @Override
        public Tuple3<Long, Long, String> map(Bid bid) {
            return Tuple3.of(bid.auction, bid.price, table.getOrDefault(bid.auction % ROWS, ""));
        }
    }

    static final class LastBid extends KeyedProcessFunction<Tuple2<Long, Long>, Bid, Bid> {
        private transient ValueState<Bid> last;

        @Override
        public void open(OpenContext context) {
            last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Bid.class));
        }

        @Override
        public void processElement(Bid bid, Context context, Collector<Bid> out) throws Exception {
            Bid before = last.value();
            if (before == null || before.timeMs <= bid.timeMs) {
                last.update(bid);
                out.collect(bid);
            }
        }
    }

    static final class TopBids extends KeyedProcessFunction<Long, Bid, Tuple3<Long, Long, Integer>> {
        private transient ValueState<long[]> prices;

        @Override
        public void open(OpenContext context) {
            prices = getRuntimeContext().getState(new ValueStateDescriptor<>("prices", long[].class));
        }

        @Override
        public void processElement(Bid bid, Context context, Collector<Tuple3<Long, Long, Integer>> out)
                throws Exception {
            long[] before = prices.value();
            long[] best = before == null ? new long[TOP] : before;
            if (bid.price <= best[TOP - 1]) {
                return;
            }
            long[] after = best.clone();
            int rank = TOP - 1;
            while (rank > 0 && after[rank - 1] < bid.price) {
                after[rank] = after[rank - 1];
                rank--;
            }
            after[rank] = bid.price;
            prices.update(after);
            out.collect(Tuple3.of(bid.auction, bid.price, rank + 1));
        }
    }

    static final class ChannelIds implements FlatMapFunction<Bid, Tuple3<Long, String, String>> {
        private static final String MARK = "channel_id=";

        @Override
        public void flatMap(Bid bid, Collector<Tuple3<Long, String, String>> out) {
            switch (bid.channel) {
                case "Apple" -> out.collect(Tuple3.of(bid.auction, bid.channel, "0"));
                case "Google" -> out.collect(Tuple3.of(bid.auction, bid.channel, "1"));
                case "Facebook" -> out.collect(Tuple3.of(bid.auction, bid.channel, "2"));
                default -> {
                    int at = bid.url.indexOf(MARK);
                    if (at >= 0) {
                        out.collect(Tuple3.of(bid.auction, bid.channel, bid.url.substring(at + MARK.length())));
                    }
                }
            }
        }
    }

    /** The generator alone, to be subtracted. */
    static void generator(DataStream<Long> numbers) {
        numbers.filter(Generator::isBid)
                .map(n -> Generator.bid(n).price)
                .returns(Types.LONG)
                .sinkTo(new CountingSink<>(Long::longValue));
    }
}
