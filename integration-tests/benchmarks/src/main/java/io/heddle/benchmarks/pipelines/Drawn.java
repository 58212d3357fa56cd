package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.tuple.Tuple3;
import io.heddle.api.types.Types;
import java.util.Random;

/**
 * Pipelines drawn from a seed, for comparing engines: the same seed is the same pipeline over the same records, and its results
 * do not depend on how the parallel parts of a job take turns.
 */
public final class Drawn {
    private static final int RECORDS = 600;

    private Drawn() {}

    /**
     * Adds the pipeline of that seed to the environment; its results are gathered under the seed.
     *
     * @param apart whether no two records of a stream have the same timestamp: engines that sort may put equal ones in any order
     */
    public static void build(StreamExecutionEnvironment env, long seed, boolean apart) {
        Random random = new Random(seed * 31 + 7);
        String name = String.format("%06d", seed);
        int parallelism = 1 + random.nextInt(4);
        if (random.nextInt(4) > 0) {
            DataStream<Tuple3<Integer, Long, Integer>> events = events(env, random, random.nextInt(3) * 40, apart);
            DrawnWindows.build(events, random, parallelism, name);
        } else {
            // Which record of two streams comes first is open, so none may come late.
            DataStream<Tuple3<Integer, Long, Integer>> left = events(env, random, 0, apart);
            DataStream<Tuple3<Integer, Long, Integer>> right = events(env, random, 0, apart);
            DrawnPairs.build(left, right, random, parallelism, name);
        }
    }

    /**
     * Events as (key, timestamp, number), in one order and with the watermarks at the same places every time.
     *
     * @param latenessMs how late some records may come after their watermark
     */
    private static DataStream<Tuple3<Integer, Long, Integer>> events(
            StreamExecutionEnvironment env, Random random, int latenessMs, boolean apart) {
        int disorderMs = random.nextInt(30);
        return env.fromSequence(0, RECORDS - 1)
                .setParallelism(1)
                .map(new Events(
                        random.nextLong(),
                        1 + random.nextInt(12),
                        1 + random.nextInt(9),
                        disorderMs,
                        latenessMs,
                        apart))
                .returns(Types.TUPLE(Types.INT, Types.LONG, Types.INT))
                .setParallelism(1)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple3<Integer, Long, Integer>>forGenerator(
                                context -> new Punctuated(disorderMs))
                        .withTimestampAssigner((event, before) -> event.f1))
                .setParallelism(1);
    }

    private record Events(long seed, int keys, int stepMs, int disorderMs, int latenessMs, boolean apart)
            implements MapFunction<Long, Tuple3<Integer, Long, Integer>> {
        @Override
        public Tuple3<Integer, Long, Integer> map(Long n) {
            Random random = new Random(seed + n * 0x9E3779B97F4A7C15L);
            long timeMs = apart ? apart(n) : near(n, random);
            return Tuple3.of(random.nextInt(keys), timeMs, random.nextInt(100));
        }

        private long near(long n, Random random) {
            long ts = n * stepMs - (disorderMs == 0 ? 0 : random.nextInt(disorderMs + 1));
            if (latenessMs > 0 && random.nextInt(12) == 0) {
                ts -= random.nextInt(latenessMs);
            }
            return ts + gapsMs(n);
        }

        /** Silence now and then, so that sessions end. */
        private static long gapsMs(long n) {
            // Not before 1970, where the engines round the firing times of continuous triggers differently.
            return n / 50 * 37 + 1000;
        }

        /** The time of a record that has changed places with others not far from it. */
        private long apart(long n) {
            long among = 1L + disorderMs;
            long first = n / among * among;
            long size = Math.min(among, RECORDS - first);
            // Backwards, beginning somewhere.
            long place = first + (size - 1 - (n - first) + Math.floorMod(seed, size)) % size;
            return place * stepMs + gapsMs(place);
        }
    }

    /** A watermark behind every record whose number is a multiple of five. */
    private static final class Punctuated implements WatermarkGenerator<Tuple3<Integer, Long, Integer>> {
        private final int disorderMs;
        private long latest = Long.MIN_VALUE;

        Punctuated(int disorderMs) {
            this.disorderMs = disorderMs;
        }

        @Override
        public void onEvent(Tuple3<Integer, Long, Integer> event, long eventTimestamp, WatermarkOutput output) {
            latest = Math.max(latest, eventTimestamp);
            if (event.f2 % 5 == 0) {
                output.emitWatermark(new Watermark(latest - disorderMs - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }
}
