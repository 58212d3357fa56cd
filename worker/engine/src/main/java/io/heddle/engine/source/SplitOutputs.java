package io.heddle.engine.source;

import io.heddle.api.connector.ReaderOutput;
import io.heddle.api.connector.SourceOutput;
import io.heddle.api.eventtime.TimestampAssigner;
import io.heddle.api.eventtime.Watermark;
import io.heddle.api.eventtime.WatermarkGenerator;
import io.heddle.api.eventtime.WatermarkOutput;
import io.heddle.api.eventtime.WatermarkStrategies;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.engine.operator.DownstreamFailure;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.TimeSanity;
import io.heddle.engine.operator.WatermarkContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reader emits into: timestamps are assigned, watermarks are made per split (and for what belongs to no split) and the
 * least of them goes out.
 */
final class SplitOutputs implements ReaderOutput<Object> {
    /** Pauses splits and lets them go on. */
    @FunctionalInterface
    interface SplitPauses {
        void pauseOrResume(List<String> toPause, List<String> toResume);
    }

    private final WatermarkStrategy<Object> strategy;
    private final OperatorContext context;
    private final Outputs outputs;
    private final Input next;
    /** Null if records need timestamps or watermarks made. */
    private final @Nullable PlainOutput plain;

    private final @Nullable TimeSanity sanity;
    private final Map<String, Progress> splits = new LinkedHashMap<>();
    private @Nullable TimestampAssigner<Object> assigner;
    private @Nullable Progress main;
    private long emittedMs = Long.MIN_VALUE;
    private boolean idle;
    private boolean closed;
    private boolean held;
    private long emitted;

    SplitOutputs(WatermarkStrategy<Object> strategy, OperatorContext context, Outputs outputs) {
        this.strategy = strategy;
        this.context = context;
        this.outputs = outputs;
        this.next = outputs.main();
        this.sanity = strategy instanceof WatermarkStrategies.None ? null : TimeSanity.of(context, outputs);
        this.plain = strategy instanceof WatermarkStrategies.None ? PlainOutput.into(context, outputs.main()) : null;
    }

    void open() {
        WatermarkContext watermarks = new WatermarkContext(context);
        assigner = strategy.createTimestampAssigner(watermarks);
        main = new Progress();
        long intervalMs = context.task().job().config().getAutoWatermarkInterval();
        if (plain == null && intervalMs > 0) {
            everyInterval(intervalMs);
        }
    }

    private void everyInterval(long intervalMs) {
        context.task().timers().at(context.processingTimeMs() + intervalMs, due -> {
            if (!closed && !context.hasEnded()) {
                main().generator.onPeriodicEmit(main());
                for (Progress split : splits.values()) {
                    split.generator.onPeriodicEmit(split);
                }
                merge();
                everyInterval(intervalMs);
            }
        });
    }

    private Progress main() {
        return Objects.requireNonNull(main, "the outputs were not opened");
    }

    /** How many records were emitted so far. */
    long emitted() {
        return plain == null ? emitted : emitted + plain.emitted();
    }

    /**
     * How far event time is here; {@link Long#MAX_VALUE} if nobody should wait for this reader, as it reads nothing, and
     * {@link Long#MIN_VALUE} if that is not known yet.
     */
    long reachedMs() {
        boolean nothing = splits.isEmpty() && !main().used;
        return nothing || idle ? Long.MAX_VALUE : emittedMs;
    }

    /** The reader as a whole is held back, or not any more. */
    void held(boolean now) {
        main().hold(now);
        splits.values().forEach(split -> split.hold(now));
        held = now;
    }

    /** Finds, where there are several, the splits that have gone beyond the limit, and those that no longer have. */
    void align(long limitMs, SplitPauses pauses) {
        // One that is left alone is held back with its reader, if at all.
        boolean several = splits.size() > 1;
        List<String> tooFar = new ArrayList<>();
        List<String> near = new ArrayList<>();
        splits.forEach((id, split) -> {
            boolean far = several && split.watermarkMs > limitMs;
            if (far != split.paused) {
                (far ? tooFar : near).add(id);
                split.paused = far;
                split.hold(far);
            }
        });
        if (!tooFar.isEmpty() || !near.isEmpty()) {
            pauses.pauseOrResume(tooFar, near);
        }
    }

    /** The input has ended: what the generators still hold back goes out. */
    void end() {
        main().generator.onPeriodicEmit(main());
        for (Progress split : splits.values()) {
            split.generator.onPeriodicEmit(split);
        }
        merge();
    }

    void close() {
        closed = true;
    }

    @Override
    public void collect(Object record) {
        collect(record, Input.NO_TIMESTAMP);
    }

    @Override
    public void collect(Object record, long timestamp) {
        if (plain != null) {
            plain.collect(record, timestamp);
        } else {
            main().collect(record, timestamp);
        }
    }

    private void emit(Object record, long timestampMs) {
        try {
            next.record(record, timestampMs);
        } catch (Exception e) {
            throw DownstreamFailure.rethrow(e);
        }
    }

    @Override
    public SourceOutput<Object> createOutputForSplit(String splitId) {
        if (plain != null) {
            return plain;
        }
        return splits.computeIfAbsent(splitId, id -> {
            Progress made = new Progress();
            if (held) {
                made.hold(true);
            }
            return made;
        });
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
        splits.remove(splitId);
        merge();
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        main().emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        main().markIdle();
    }

    @Override
    public void markActive() {
        main().markActive();
    }

    /** The least over all splits; the main output takes part only once something came over it, or if there is no split. */
    private void merge() {
        long least = Long.MAX_VALUE;
        boolean anyActive = false;
        boolean any = false;
        for (Progress split : splits.values()) {
            any = true;
            if (!split.markedIdle) {
                anyActive = true;
                least = Math.min(least, split.watermarkMs);
            }
        }
        if (main().used || !any) {
            any = true;
            if (!main().markedIdle) {
                anyActive = true;
                least = Math.min(least, main().watermarkMs);
            }
        }
        try {
            if (anyActive && least > emittedMs && least != Long.MAX_VALUE && !context.batch()) {
                changeIdle(false);
                emittedMs = least;
                outputs.watermark(least);
            } else {
                changeIdle(!anyActive);
            }
        } catch (Exception e) {
            throw DownstreamFailure.rethrow(e);
        }
    }

    private void changeIdle(boolean nowIdle) throws Exception {
        if (idle != nowIdle) {
            idle = nowIdle;
            outputs.idle(nowIdle);
        }
    }

    /** The event time of one split. */
    private final class Progress implements SourceOutput<Object>, WatermarkOutput {
        private final ActivityClock clock = new ActivityClock(context.task().clock()::nanoTime);
        private final WatermarkGenerator<Object> generator =
                strategy.createWatermarkGenerator(new WatermarkContext(context, clock));
        private long watermarkMs = Long.MIN_VALUE;
        private boolean markedIdle;
        private boolean used;
        private boolean paused;

        /** What is held back is not idle. */
        void hold(boolean now) {
            if (now) {
                clock.stop();
            } else {
                clock.go();
            }
        }

        @Override
        public void collect(Object record) {
            collect(record, Input.NO_TIMESTAMP);
        }

        @Override
        public void collect(Object record, long timestamp) {
            used = true;
            emitted++;
            TimestampAssigner<Object> assign = Objects.requireNonNull(assigner);
            long assigned = assign.extractTimestamp(record, timestamp);
            if (sanity != null) {
                assigned = sanity.check(record, assigned);
                if (assigned == TimeSanity.REJECTED) {
                    return;
                }
            }
            if (assigned <= emittedMs) {
                context.task().observations().late().behind(context.name(), assigned, emittedMs);
            }
            emit(record, assigned);
            generator.onEvent(record, assigned, this);
            if (markedIdle) {
                markActive();
            }
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            used = true;
            markedIdle = false;
            if (watermark.getTimestamp() > watermarkMs) {
                watermarkMs = watermark.getTimestamp();
                merge();
            }
        }

        @Override
        public void markIdle() {
            if (!markedIdle) {
                markedIdle = true;
                merge();
            }
        }

        @Override
        public void markActive() {
            if (markedIdle) {
                markedIdle = false;
                merge();
            }
        }
    }
}
