package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.collect;
import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.RateLimiterStrategy;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.types.Types;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two sources of one group: that whose event time runs ahead waits, and goes on when the other has come near or ended. */
@Timeout(60)
class AlignmentTest {
    private static final int COUNT = 10_000;
    private static final long STEP_MS = 50;
    private static final long DRIFT_MS = 100;
    /** What a reader may emit between two looks: a batch. */
    private static final long SLACK_MS = 1024 * STEP_MS;

    private static final AtomicLong SLOW_MS = new AtomicLong();
    private static final AtomicInteger AHEAD = new AtomicInteger();

    /** Each record is a watermark of its own. */
    private static final class EachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    /** Remembers how far the slow source is. */
    static final class Slow implements MapFunction<Long, Long> {
        @Override
        public Long map(Long timeMs) {
            SLOW_MS.set(timeMs);
            return timeMs;
        }
    }

    /** Counts the records that come too early while the slow source still runs. */
    static final class Fast implements MapFunction<Long, Long> {
        @Override
        public Long map(Long timeMs) {
            long slowMs = SLOW_MS.get();
            if (slowMs < COUNT - 1 && timeMs > slowMs + DRIFT_MS + SLACK_MS) {
                AHEAD.incrementAndGet();
            }
            return timeMs;
        }
    }

    private static DataStream<Long> source(StreamExecutionEnvironment env, long stepMs, MapFunction<Long, Long> map) {
        return env.fromSource(
                        new DataGeneratorSource<>(
                                n -> n * stepMs, COUNT, RateLimiterStrategy.perSecond(5_000), Types.LONG),
                        WatermarkStrategy.<Long>forGenerator(context -> new EachRecord())
                                .withTimestampAssigner((timeMs, before) -> timeMs)
                                .withWatermarkAlignment("both", Duration.ofMillis(DRIFT_MS), Duration.ofMillis(5)),
                        "every " + stepMs + " ms")
                .map(map);
    }

    @Test
    void theFastSourceWaitsForTheSlowOne() throws Exception {
        SLOW_MS.set(0);
        AHEAD.set(0);
        StreamExecutionEnvironment env = environment(1);
        env.getConfiguration().setString("time.sanity", "off");
        DataStream<Long> both = source(env, 1, new Slow()).union(source(env, STEP_MS, new Fast()));
        assertEquals(2 * COUNT, collect(both).size());
        // Before the master has heard of the slow source nobody waits for it.
        assertTrue(AHEAD.get() < COUNT / 2, AHEAD.get() + " of " + COUNT + " records came too early");
    }
}
