package io.heddle.client.local.programs;

import static io.heddle.client.local.programs.Programs.environment;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.api.connector.DataGeneratorSource;
import io.heddle.api.connector.DiscardingSink;
import io.heddle.api.datastream.DataStream;
import io.heddle.api.environment.JobClient;
import io.heddle.api.environment.StreamExecutionEnvironment;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.types.Types;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two sources of one group, without end: that whose event time runs ahead waits, and goes on when the other has come near or ended.
 * The test moves the other by hand, so that it does not matter who of all that take part is slow.
 */
@Timeout(600)
class AlignmentTest {
    private static final long STEP_MS = 50;
    /** A source that does not wait gives records between two of its periodic calls. */
    private static final int QUIET_CALLS = 5;

    private static final AtomicLong FAST_MS = new AtomicLong();
    /** Periodic calls of the fast source since its last record. */
    private static final AtomicInteger QUIET = new AtomicInteger();

    /** Each record is a watermark of its own. */
    private static class EachRecord implements WatermarkGenerator<Long> {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            output.emitWatermark(new Watermark(eventTimestamp));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    /** Says how far the fast source is, and how long it has been there. */
    private static final class Observed extends EachRecord {
        @Override
        public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
            QUIET.set(0);
            FAST_MS.set(eventTimestamp);
            super.onEvent(event, eventTimestamp, output);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            QUIET.incrementAndGet();
        }
    }

    private static WatermarkStrategy<Long> aligned(WatermarkStrategy<Long> strategy) {
        return strategy.withTimestampAssigner((timeMs, before) -> timeMs)
                .withWatermarkAlignment("both", Duration.ofMillis(100), Duration.ofMillis(5));
    }

    private static void until(JobClient job, BooleanSupplier so) throws Exception {
        while (!so.getAsBoolean()) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                job.getJobExecutionResult().get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static long waitingAt(JobClient job) throws Exception {
        until(job, () -> QUIET.get() >= QUIET_CALLS);
        return FAST_MS.get();
    }

    @Test
    void theFastSourceWaitsForTheSlowOne() throws Exception {
        FAST_MS.set(0);
        QUIET.set(0);
        StandingSource.STANDS_AT_MS.set(0);
        StreamExecutionEnvironment env = environment(1);
        env.getConfiguration().setString("time.sanity", "off");
        env.getConfig().setAutoWatermarkInterval(1);
        DataStream<Long> slow = env.fromSource(
                new StandingSource(), aligned(WatermarkStrategy.forGenerator(context -> new EachRecord())), "slow");
        DataStream<Long> fast = env.fromSource(
                new DataGeneratorSource<>(n -> n * STEP_MS, Long.MAX_VALUE, Types.LONG),
                aligned(WatermarkStrategy.forGenerator(context -> new Observed())),
                "fast");
        slow.union(fast).sinkTo(new DiscardingSink<>());
        JobClient job = env.executeAsync("aligned");

        long first = waitingAt(job);
        StandingSource.STANDS_AT_MS.set(first + 1_000 * STEP_MS);
        until(job, () -> FAST_MS.get() > first);

        long second = waitingAt(job);
        StandingSource.STANDS_AT_MS.set(StandingSource.END);
        until(job, () -> FAST_MS.get() > second);

        job.cancel().get();
        assertThrows(ExecutionException.class, () -> job.getJobExecutionResult().get());
    }
}
