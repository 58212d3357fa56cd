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
import io.heddle.api.tuple.Tuple4;
import io.heddle.api.types.Types;
import io.heddle.benchmarks.nexmark.Auction;
import io.heddle.benchmarks.nexmark.Bid;
import io.heddle.benchmarks.nexmark.Person;

/** The queries that bring streams together by key: q3, q4, q6, q9, q20, q23. */
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
                .reduce((left, right) -> Tuple4.of(left.f0, left.f1 + right.f1, left.f2 + right.f2, left.f3))
                // The sums in between depend on the order of auctions that end at the same time, the counts do not.
                .sinkTo(new CountingSink<>(out -> out.f2));
    }

    /** q6: the mean price of the last ten auctions that each seller has closed, as sum and number. */
    static void sellerPrices(DataStream<Long> numbers) {
        winningBids(numbers)
                .keyBy(winner -> winner.f3)
                .process(new NexmarkStatistics.LastPrices())
                // Which ten depends on the order of auctions that end at the same time, how many does not.
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f2));
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

    /** q23: each bid of somebody who has an auction too, with that person and auction. */
    static void sellersBids(DataStream<Long> numbers) {
        AuctionHouse.auctions(numbers)
                .connect(AuctionHouse.people(numbers))
                .keyBy(auction -> auction.seller, person -> person.id)
                .process(new SellersWithId())
                .connect(AuctionHouse.untimedBids(numbers))
                .keyBy(seller -> seller.f0, bid -> bid.bidder)
                .process(new SellersBids())
                .sinkTo(new CountingSink<>(out -> out.f0 + out.f1));
    }

    private static DataStream<Tuple4<Integer, Long, Long, Long>> winningBids(DataStream<Long> numbers) {
        return AuctionHouse.auctions(numbers)
                .connect(AuctionHouse.bids(numbers))
                .keyBy(auction -> auction.id, bid -> bid.auction)
                .process(new Winner());
    }

    /** Auctions and the person who sells, whichever comes first. */
    abstract static class WithSeller<T> extends KeyedCoProcessFunction<Long, Auction, Person, T> {
        private transient ValueState<Person> seller;
        private transient ListState<Long> waiting;

        abstract T joined(long auction, Person person);

        @Override
        public void open(OpenContext context) {
            seller = getRuntimeContext().getState(new ValueStateDescriptor<>("seller", Person.class));
            waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Types.LONG));
        }

        @Override
        public void processElement1(Auction auction, Context context, Collector<T> out) throws Exception {
            Person person = seller.value();
            if (person == null) {
                waiting.add(auction.id);
            } else {
                out.collect(joined(auction.id, person));
            }
        }

        @Override
        public void processElement2(Person person, Context context, Collector<T> out) throws Exception {
            seller.update(person);
            for (Long auction : waiting.get()) {
                out.collect(joined(auction, person));
            }
            waiting.clear();
        }
    }

    static final class Sellers extends WithSeller<Tuple2<Long, String>> {
        @Override
        Tuple2<Long, String> joined(long auction, Person person) {
            return Tuple2.of(auction, person.name);
        }
    }

    static final class SellersWithId extends WithSeller<Tuple2<Long, Long>> {
        @Override
        Tuple2<Long, Long> joined(long auction, Person person) {
            return Tuple2.of(person.id, auction);
        }
    }

    /** Every bid of a person with every auction of theirs, whichever comes first: auction and price. */
    static final class SellersBids extends KeyedCoProcessFunction<Long, Tuple2<Long, Long>, Bid, Tuple2<Long, Long>> {
        private transient ListState<Long> auctions;
        private transient ListState<Long> prices;

        @Override
        public void open(OpenContext context) {
            auctions = getRuntimeContext().getListState(new ListStateDescriptor<>("auctions", Types.LONG));
            prices = getRuntimeContext().getListState(new ListStateDescriptor<>("prices", Types.LONG));
        }

        @Override
        public void processElement1(Tuple2<Long, Long> seller, Context context, Collector<Tuple2<Long, Long>> out)
                throws Exception {
            auctions.add(seller.f1);
            for (Long price : prices.get()) {
                out.collect(Tuple2.of(seller.f1, price));
            }
        }

        @Override
        public void processElement2(Bid bid, Context context, Collector<Tuple2<Long, Long>> out) throws Exception {
            prices.add(bid.price);
            for (Long auction : auctions.get()) {
                out.collect(Tuple2.of(auction, bid.price));
            }
        }
    }

    /** Emits (category, price, 1, seller) when an auction ends: highest price from the reserve on and until the end. */
    static final class Winner extends KeyedCoProcessFunction<Long, Auction, Bid, Tuple4<Integer, Long, Long, Long>> {
        private transient ValueState<Auction> auctions;
        private transient ListState<Tuple2<Long, Long>> bids;

        @Override
        public void open(OpenContext context) {
            auctions = getRuntimeContext().getState(new ValueStateDescriptor<>("auction", Auction.class));
            bids = getRuntimeContext()
                    .getListState(new ListStateDescriptor<>("bids", Types.TUPLE(Types.LONG, Types.LONG)));
        }

        @Override
        public void processElement1(Auction auction, Context context, Collector<Tuple4<Integer, Long, Long, Long>> out)
                throws Exception {
            auctions.update(auction);
            context.timerService().registerEventTimeTimer(auction.expiresMs);
        }

        @Override
        public void processElement2(Bid bid, Context context, Collector<Tuple4<Integer, Long, Long, Long>> out)
                throws Exception {
            if (auctions.value() == null) {
                context.timerService().registerEventTimeTimer(bid.timeMs + UNKNOWN_AUCTION_MS);
            }
            bids.add(Tuple2.of(bid.timeMs, bid.price));
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<Tuple4<Integer, Long, Long, Long>> out)
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
                out.collect(Tuple4.of(auction.category, best, 1L, auction.seller));
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
