package io.heddle.benchmarks.pipelines;

import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.AggregateFunction;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.ProcessWindowFunction;
import io.heddle.api.types.Types;
import io.heddle.api.windowing.SlidingEventTimeWindows;
import io.heddle.api.windowing.TimeWindow;
import io.heddle.benchmarks.Paces;
import io.heddle.benchmarks.Workload;
import java.time.Duration;

/** The pipelines that measure themselves: delays, pauses, bytes, the cost of doing nothing. */
final class Measured {
    private static final long NS_PER_MS = 1_000_000;
    private static final int BYTES_OF_A_LIST = 40_000;

    private Measured() {}

    static void build(StreamExecutionEnvironment env, Workload workload, long records) {
        switch (workload) {
            case TWO_SHUFFLES ->
                paced(env, 0, records, Paces.SECONDS)
                        .rebalance()
                        .map(dueNs -> dueNs)
                        .returns(Types.LONG)
                        .keyBy(Paces::key)
                        .sinkTo(new LatencySink("record"));
            case WINDOW_20_MS, JET_WINDOW_20_MS -> window(env, records);
            case WIDE_SHUFFLE -> wide(paced(env, 0, records, Paces.IDLE_SECONDS), 200);
            case IDLE_CHANNELS -> wide(calm(env, records), 1_000);
            case DENSITY ->
                env.fromSequence(0, records - 1)
                        .keyBy(n -> n)
                        .process(new KeptState(records, true))
                        .returns(Types.LONG)
                        .sinkTo(new CountingSink<>(Long::longValue));
            case CHECKPOINTS ->
                paced(env, records, records / 100, Paces.CHECKPOINTED_SECONDS)
                        .keyBy(n -> Blobs.keyOf(n, records))
                        .process(new KeptState(records, false))
                        .returns(Types.LONG)
                        .sinkTo(new CountingSink<>(Long::longValue));
            case CHECKPOINT_FILES -> manyStates(env, records);
            case ROCKSDB_CHECKPOINTS ->
                paced(env, records, records / 100, Paces.CHECKPOINTED_SECONDS)
                        .keyBy(n -> Blobs.keyOf(n, records))
                        .process(new Blobs(records, 1_000, true))
                        .returns(Types.LONG)
                        .sinkTo(new CountingSink<>(Long::longValue));
            case IDLE_TASKS ->
                paced(env, 0, 0, Paces.IDLE_SECONDS)
                        .rebalance()
                        .map(n -> n)
                        .returns(Types.LONG)
                        .setParallelism((int) records)
                        .map(n -> n)
                        .returns(Types.LONG)
                        .setParallelism((int) records)
                        .disableChaining()
                        .sinkTo(new CountingSink<>(Long::longValue))
                        .setParallelism((int) records);
            default -> throw new IllegalArgumentException(workload + " is no pipeline of this class");
        }
    }

    /** Five states in each of the tasks, three keyed and two not, each above the size from which both engines write files. */
    private static void manyStates(StreamExecutionEnvironment env, long keys) {
        DataStream<Long> numbers = paced(env, keys, 1_000, Paces.CHECKPOINTED_SECONDS);
        for (int branch = 0; branch < 3; branch++) {
            DataStream<Long> kept = numbers.keyBy(n -> Blobs.keyOf(n, keys))
                    .process(new Blobs(keys, 1_000, branch == 0))
                    .returns(Types.LONG);
            DataStream<Long> last =
                    branch == 0 ? kept : kept.map(new Listed(BYTES_OF_A_LIST)).returns(Types.LONG);
            last.sinkTo(new CountingSink<>(Long::longValue));
        }
    }

    /** From so many tasks to as many others, each channel of which carries next to nothing. */
    private static void wide(DataStream<Long> dueTimes, int width) {
        dueTimes.rebalance()
                .map(dueNs -> dueNs)
                .returns(Types.LONG)
                .setParallelism(width)
                .keyBy(Paces::key)
                .sinkTo(new LatencySink("record"))
                .setParallelism(width);
    }

    @SuppressWarnings("deprecation")
    private static DataStream<Long> paced(StreamExecutionEnvironment env, long first, long perSecond, int seconds) {
        return env.addSource(new PacedSource(first, perSecond, seconds)).returns(Types.LONG);
    }

    /** Measured when thousands of tasks have started. */
    @SuppressWarnings("deprecation")
    private static DataStream<Long> calm(StreamExecutionEnvironment env, long perSecond) {
        return env.addSource(new PacedSource(0, perSecond, Paces.SECONDS, Paces.PATIENCE_SECONDS))
                .returns(Types.LONG);
    }

    private static void window(StreamExecutionEnvironment env, long perSecond) {
        env.setBufferTimeout(1);
        paced(env, 0, perSecond, Paces.SECONDS)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Long>forGenerator(context -> new EachMillisecond())
                        .withTimestampAssigner((dueNs, before) -> dueNs / NS_PER_MS))
                .keyBy(Paces::key)
                .window(SlidingEventTimeWindows.of(Duration.ofSeconds(1), Duration.ofMillis(Paces.SLIDE_MS)))
                .aggregate(new Counts(), new EndOfWindow())
                .returns(Types.LONG)
                .sinkTo(new LatencySink("window"));
    }

    /** A watermark as soon as a millisecond is over. */
    static final class EachMillisecond implements WatermarkGenerator<Long> {
        private long lastMs = Long.MIN_VALUE;

        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            if (eventTimestamp > lastMs) {
                lastMs = eventTimestamp;
                output.emitWatermark(new Watermark(eventTimestamp - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    static final class Counts implements AggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long value, Long count) {
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

    /** When the window was over, in nanoseconds. */
    static final class EndOfWindow extends ProcessWindowFunction<Long, Long, Long, TimeWindow> {
        @Override
        public void process(Long key, Context context, Iterable<Long> counts, Collector<Long> out) {
            out.collect(context.window().getEnd() * NS_PER_MS);
        }
    }
}
