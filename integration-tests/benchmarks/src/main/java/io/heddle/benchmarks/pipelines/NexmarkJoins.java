package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedCoProcessFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.state.ListState;
import io.heddle.api.state.ListStateDescriptor;
import io.heddle.api.state.ValueState;
import io.heddle.api.state.ValueStateDescriptor;
import io.heddle.api.tuple.Tuple2;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.nexmark.Auction;
import io.heddle.benchmarks.nexmark.Bid;
import io.heddle.benchmarks.nexmark.Person;

/** The queries that bring streams together by key: q3, q4, q9, q20. */
final class NexmarkJoins {
    private static final int CATEGORY = 10;
    private static final long UNKNOWN_AUCTION_MS = 10_000;

    private NexmarkJoins() {}

    /** q3: who sells in one category from three states. */
    static void localSellers(DataStream<Long> numbers) {
        AuctionHouse.auctions(numbers)
                .filter(auction -> auction.category == CATEGORY)
                .connect(AuctionHouse.people(numbers)
                        .filter(person ->
                                person.state.equals("OR") || person.state.equals("ID") || person.state.equals("CA")))
                .keyBy(auction -> auction.seller, person -> person.id)
                .process(new Sellers())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1.length()));
    }

    /** q4: the running mean price of the winning bids of each category, as count and sum. */
    static void categoryPrices(DataStream<Long> numbers) {
        winningBids(numbers)
                .keyBy(winner -> winner.f0)
                .reduce((left, right) -> Tuple3.of(left.f0, left.f1 + right.f1, left.f2 + right.f2))
                // The sums in between depend on the order of auctions that end at the same time, the counts do not.
                .sinkTo(new CountingSink<>(out -> out.f2));
    }

    /** q9: the winning bid of each auction. */
    static void winners(DataStream<Long> numbers) {
        winningBids(numbers).sinkTo(new CountingSink<>(out -> out.f0 + out.f1));
    }

    /** q20: the bids on auctions of one category, with their auction. */
    static void expandedBids(DataStream<Long> numbers) {
        AuctionHouse.auctions(numbers)
                .filter(auction -> auction.category == CATEGORY)
                .connect(AuctionHouse.untimedBids(numbers))
                .keyBy(auction -> auction.id, bid -> bid.auction)
                .process(new Expansion())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1));
    }

    private static DataStream<Tuple3<Integer, Long, Long>> winningBids(DataStream<Long> numbers) {
        return AuctionHouse.auctions(numbers)
                .connect(AuctionHouse.bids(numbers))
                .keyBy(auction -> auction.id, bid -> bid.auction)
                .process(new Winner());
    }

    static final class Sellers extends KeyedCoProcessFunction<Long, Auction, Person, Tuple2<Long, String>> {
        private transient ValueState<Person> seller;
        private transient ListState<Long> waiting;

        @Override
        public void open(OpenContext context) {
            seller = getRuntimeContext().getState(new ValueStateDescriptor<>("seller", Person.class));
            waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Types.LONG));
        }

        @Override
        public void processElement1(Auction auction, Context context, Collector<Tuple2<Long, String>> out)
                throws Exception {
            Person person = seller.value();
            if (person == null) {
                waiting.add(auction.id);
            } else {
                out.collect(Tuple2.of(auction.id, person.name));
            }
        }

        @Override
        public void processElement2(Person person, Context context, Collector<Tuple2<Long, String>> out)
                throws Exception {
            seller.update(person);
            for (Long auction : waiting.get()) {
                out.collect(Tuple2.of(auction, person.name));
            }
            waiting.clear();
        }
    }

    /** Emits (category, price, 1) when an auction ends: highest price from the reserve on and until the end. */
    static final class Winner extends KeyedCoProcessFunction<Long, Auction, Bid, Tuple3<Integer, Long, Long>> {
        private transient ValueState<Auction> auctions;
        private transient ListState<Tuple2<Long, Long>> bids;

        @Override
        public void open(OpenContext context) {
            auctions = getRuntimeContext().getState(new ValueStateDescriptor<>("auction", Auction.class));
            bids = getRuntimeContext()
                    .getListState(new ListStateDescriptor<>("bids", Types.TUPLE(Types.LONG, Types.LONG)));
        }

        @Override
        public void processElement1(Auction auction, Context context, Collector<Tuple3<Integer, Long, Long>> out)
                throws Exception {
            auctions.update(auction);
            context.timerService().registerEventTimeTimer(auction.expiresMs);
        }

        @Override
        public void processElement2(Bid bid, Context context, Collector<Tuple3<Integer, Long, Long>> out)
                throws Exception {
            if (auctions.value() == null) {
                context.timerService().registerEventTimeTimer(bid.timeMs + UNKNOWN_AUCTION_MS);
            }
            bids.add(Tuple2.of(bid.timeMs, bid.price));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Tuple3<Integer, Long, Long>> out)
                throws Exception {
            Auction auction = auctions.value();
            if (auction == null) {
                bids.clear();
                return;
            }
            if (timestamp != auction.expiresMs) {
                return;
            }
            long best = -1;
            for (Tuple2<Long, Long> bid : bids.get()) {
                if (bid.f0 <= auction.expiresMs && bid.f1 >= auction.reserve) {
                    best = Math.max(best, bid.f1);
                }
            }
            auctions.clear();
            bids.clear();
            if (best >= 0) {
                out.collect(Tuple3.of(auction.category, best, 1L));
            }
        }
    }

    static final class Expansion extends KeyedCoProcessFunction<Long, Auction, Bid, Tuple2<Long, Long>> {
        private transient ValueState<Auction> auctions;
        private transient ListState<Long> prices;

        @Override
        public void open(OpenContext context) {
            auctions = getRuntimeContext().getState(new ValueStateDescriptor<>("auction", Auction.class));
            prices = getRuntimeContext().getListState(new ListStateDescriptor<>("prices", Types.LONG));
        }

        @Override
        public void processElement1(Auction auction, Context context, Collector<Tuple2<Long, Long>> out)
                throws Exception {
            auctions.update(auction);
            for (Long price : prices.get()) {
                out.collect(Tuple2.of(auction.id, price));
            }
            prices.clear();
        }

        @Override
        public void processElement2(Bid bid, Context context, Collector<Tuple2<Long, Long>> out) throws Exception {
            Auction auction = auctions.value();
            if (auction == null) {
                prices.add(bid.price);
            } else {
                out.collect(Tuple2.of(auction.id, bid.price));
            }
        }
    }
}
