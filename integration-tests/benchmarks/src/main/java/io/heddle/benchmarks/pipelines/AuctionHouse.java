package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.FlatMapFunction;
import io.heddle.benchmarks.nexmark.Auction;
import io.heddle.benchmarks.nexmark.Bid;
import io.heddle.benchmarks.nexmark.Generator;
import io.heddle.benchmarks.nexmark.Person;

/** The three streams of the model, with event time. */
final class AuctionHouse {
    private AuctionHouse() {}

    static DataStream<Person> people(DataStream<Long> numbers) {
        return numbers.flatMap(new People())
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Person>forMonotonousTimestamps()
                        .withTimestampAssigner((person, before) -> person.timeMs));
    }

    static DataStream<Auction> auctions(DataStream<Long> numbers) {
        return numbers.flatMap(new Auctions())
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Auction>forMonotonousTimestamps()
                        .withTimestampAssigner((auction, before) -> auction.timeMs));
    }

    static DataStream<Bid> bids(DataStream<Long> numbers) {
        return untimedBids(numbers)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Bid>forMonotonousTimestamps()
                        .withTimestampAssigner((bid, before) -> bid.timeMs));
    }

    static DataStream<Bid> untimedBids(DataStream<Long> numbers) {
        return numbers.flatMap(new Bids());
    }

    static final class People implements FlatMapFunction<Long, Person> {
        @Override
        public void flatMap(Long n, Collector<Person> out) {
            if (Generator.isPerson(n)) {
                out.collect(Generator.person(n));
            }
        }
    }

    static final class Auctions implements FlatMapFunction<Long, Auction> {
        @Override
        public void flatMap(Long n, Collector<Auction> out) {
            if (Generator.isAuction(n)) {
                out.collect(Generator.auction(n));
            }
        }
    }

    static final class Bids implements FlatMapFunction<Long, Bid> {
        @Override
        public void flatMap(Long n, Collector<Bid> out) {
            if (Generator.isBid(n)) {
                out.collect(Generator.bid(n));
            }
        }
    }
}
