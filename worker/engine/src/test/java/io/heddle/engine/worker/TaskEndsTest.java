package io.heddle.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.api.connector.Boundedness;
import io.heddle.api.connector.InputStatus;
import io.heddle.api.connector.ReaderOutput;
import io.heddle.api.connector.SimpleVersionedSerializer;
import io.heddle.api.connector.Source;
import io.heddle.api.connector.SourceReader;
import io.heddle.api.connector.SourceReaderContext;
import io.heddle.api.connector.SplitEnumerator;
import io.heddle.api.connector.SplitEnumeratorContext;
import io.heddle.api.eventtime.WatermarkStrategy;
import io.heddle.api.functions.Collector;
import io.heddle.api.functions.KeyedProcessFunction;
import io.heddle.api.functions.MapFunction;
import io.heddle.api.functions.OpenContext;
import io.heddle.api.functions.RichMapFunction;
import io.heddle.api.metrics.Gauge;
import io.heddle.api.plan.KeySpec;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.api.plan.Partitioning;
import io.heddle.api.state.CheckpointListener;
import io.heddle.api.types.Types;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.control.FromWorker;
import io.heddle.core.control.TaskId;
import io.heddle.core.control.TaskState;
import io.heddle.core.plan.JobEdge.Shipping;
import io.heddle.core.plan.JobPlan;
import io.heddle.engine.operator.Operators;
import io.heddle.engine.testing.OperatorHarness;
import io.heddle.engine.testing.Plans;
import io.heddle.engine.testing.RangeSource;
import io.heddle.engine.testing.Rig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last things of tasks: what comes after the end of their data, and what of them had ended before they started. */
class TaskEndsTest {
    private static final long COUNT = 10_000;
    private static final int READER = 1;
    /** How many timers have fired. */
    private static int fired;
    /** How often a function has heard of a checkpoint. */
    private static int heard;

    @BeforeEach
    void forget() {
        fired = 0;
        heard = 0;
    }

    /** A source of some readers, and an operator behind it. */
    private static JobPlan plan(Source<Long, ?, ?> source, int readers, OperatorSpec operator) {
        KeySpec<Long, Long> key = new KeySpec<>(each -> each, Types.LONG);
        Plans plans = new Plans();
        int enumerator = plans.vertex("splits", 1, new OperatorSpec.SplitEnumeration<>(source));
        int reader = plans.vertex(
                "source", readers, new OperatorSpec.SplitSource<>(source, WatermarkStrategy.forMonotonousTimestamps()));
        int behind = plans.vertex("operator", 1, operator);
        plans.edge(enumerator, reader, Shipping.CUSTOM, new Partitioning.Assignment(), Types.LONG);
        plans.edge(reader, behind, Shipping.HASH, new Partitioning.Hash(key), Types.LONG);
        plans.property("execution.checkpointing.interval", "10 s");
        return plans.plan();
    }

    private static OperatorSpec map() {
        return new OperatorSpec.Map<>((Long each) -> each, null);
    }

    private static void complete(Rig rig, long checkpointId, CheckpointKind kind) {
        rig.trigger(checkpointId, kind);
        for (int i = 0; i < 500 && !rig.isComplete(checkpointId); i++) {
            rig.step();
        }
        assertTrue(rig.isComplete(checkpointId), () -> rig.failure() + " " + rig.said);
        assertEquals(
                List.of(),
                rig.said.stream()
                        .filter(FromWorker.CheckpointDeclined.class::isInstance)
                        .toList());
    }

    private static void assertAllFinished(Rig rig) {
        assertNull(rig.failure());
        rig.states().forEach((task, state) -> assertEquals(TaskState.FINISHED, state, task.toString()));
    }

    /** Of two readers one has read all that is left, the other still has a split. */
    @Test
    void checkpointsGoOnBesideAReaderThatHadFinished() {
        JobPlan plan = plan(new RangeSource(COUNT, 100), 2, map());
        Rig rig = new Rig(plan, 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 4; i++) {
            rig.step();
        }
        for (int i = 0; i < 1000; i++) {
            rig.stepOnly("splits");
            rig.stepOnly("source (1/2)");
            rig.stepOnly("operator");
        }
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        Map<TaskId, TaskRestore> restores = rig.restores(1);
        assertTrue(Objects.requireNonNull(restores.get(new TaskId(plan.id(), READER, 0)))
                .finished());
        assertFalse(Objects.requireNonNull(restores.get(new TaskId(plan.id(), READER, 1)))
                .finished());

        Rig again = new Rig(plan, 1);
        again.deploy(restores);
        again.step();
        again.step();
        assertEquals(4, again.startedTasks());
        complete(again, 2, CheckpointKind.CHECKPOINT);
        again.completed(2);
        again.run();
        assertAllFinished(again);
    }

    /** As that of a socket that is closed at once, in a worker that is faster than the enumerator's. */
    @Test
    void aReaderMayEndBeforeItsEnumeratorBegins() {
        Rig rig = new Rig(plan(new EndsAtOnce(new RangeSource(COUNT, 100)), 1, map()), 1);
        rig.deploy(Map.of());
        rig.step();
        assertEquals(Map.of(), rig.states(), "nothing has begun");
        for (int i = 0; i < 4; i++) {
            rig.stepOnly("source");
        }
        rig.run();
        assertAllFinished(rig);
    }

    /** The checkpoint begins before it has said that it ends at once. */
    @Test
    void checkpointsPassAnEnumeratorThatHadFinished() {
        JobPlan plan = plan(new RangeSource(COUNT, 100), 1, timed());
        Rig rig = new Rig(plan, 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 1000; i++) {
            rig.step();
        }
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        Rig again = new Rig(plan, 1);
        again.deploy(rig.restores(1));
        again.step();
        again.step();
        complete(again, 2, CheckpointKind.CHECKPOINT);
        again.completed(2);
        again.run();
        assertAllFinished(again);
    }

    @Test
    void aFunctionThatWasNeverOpenedHearsOfNoCheckpoint() throws Exception {
        OperatorSpec spec = new OperatorSpec.Map<>(new Hearing(), null);
        OperatorHarness finished = new OperatorHarness(spec, Operators::make, List.of());
        finished.operator().openFinished();
        finished.operator().checkpointCompleted(8);
        finished.operator().checkpointAborted(9);
        assertEquals(0, heard);
        OperatorHarness open = new OperatorHarness(spec, Operators::make, List.of()).open();
        open.operator().checkpointCompleted(8);
        open.operator().checkpointAborted(9);
        assertEquals(2, heard);
    }

    @Test
    void noTimerFiresAfterTheEndOfTheData() {
        Rig rig = new Rig(plan(new RangeSource(COUNT, 100), 1, timed()), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 1000; i++) {
            rig.step();
        }
        assertEquals(COUNT, fired, "those of event time");
        rig.advanceMs(60_000);
        for (int i = 0; i < 5; i++) {
            rig.step();
        }
        assertEquals(COUNT, fired);
        complete(rig, 1, CheckpointKind.CHECKPOINT);
        rig.completed(1);
        rig.run();
        assertAllFinished(rig);
    }

    /** The savepoint holds them: they would fire again. */
    @Test
    void noTimerFiresAfterTheSavepointThatStopsTheJob() {
        Random random = new Random(3);
        Rig rig = new Rig(plan(new RangeSource(COUNT * 100, 100), 1, timed()), 1);
        rig.deploy(Map.of());
        for (int i = 0; i < 100; i++) {
            rig.stepSome(random);
        }
        complete(rig, 1, CheckpointKind.STOP_SUSPEND);
        int before = fired;
        rig.advanceMs(60_000);
        for (int i = 0; i < 5; i++) {
            rig.step();
        }
        assertEquals(before, fired);
        rig.completed(1);
        rig.run();
        assertAllFinished(rig);
    }

    @Test
    void aGaugeOfWhatIsClosedDoesNotKeepATaskFromEnding() {
        Rig rig = new Rig(plan(new RangeSource(COUNT, 100), 1, new OperatorSpec.Map<>(new Gauged(), null)), 1);
        rig.deploy(Map.of());
        rig.run();
        assertAllFinished(rig);
    }

    private static OperatorSpec timed() {
        return new OperatorSpec.KeyedProcess<>(new Timed(), new KeySpec<>((Long each) -> each, Types.LONG));
    }

    /** Waits for a checkpoint when its input has ended. */
    private static final class Timed extends KeyedProcessFunction<Long, Long, Long> implements CheckpointListener {
        @Override
        public void processElement(Long value, Context ctx, Collector<Long> out) {
            ctx.timerService().registerEventTimeTimer(value + 1);
            ctx.timerService().registerProcessingTimeTimer(ctx.timerService().currentProcessingTime() + 30_000);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<Long> out) {
            fired++;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {}
    }

    private static final class Hearing implements MapFunction<Long, Long>, CheckpointListener {
        @Override
        public Long map(Long value) {
            return value;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            heard++;
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            heard++;
        }
    }

    private static final class Gauged extends RichMapFunction<Long, Long> {
        private transient boolean closed;

        @Override
        public void open(OpenContext openContext) {
            getRuntimeContext().getMetricGroup().gauge("rest", (Gauge<Long>) this::rest);
        }

        private Long rest() {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return 0L;
        }

        @Override
        public Long map(Long value) {
            return value;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Without bounds, but its reader finds the end at once. */
    private record EndsAtOnce(RangeSource ranges) implements Source<Long, RangeSource.Range, RangeSource.Range> {
        @Override
        public Boundedness getBoundedness() {
            return Boundedness.CONTINUOUS_UNBOUNDED;
        }

        @Override
        public SourceReader<Long, RangeSource.Range> createReader(SourceReaderContext readerContext) {
            return new SourceReader<>() {
                @Override
                public void start() {}

                @Override
                public InputStatus pollNext(ReaderOutput<Long> output) {
                    return InputStatus.END_OF_INPUT;
                }

                @Override
                public List<RangeSource.Range> snapshotState(long checkpointId) {
                    return List.of();
                }

                @Override
                public CompletableFuture<Void> isAvailable() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void addSplits(List<RangeSource.Range> splits) {}

                @Override
                public void notifyNoMoreSplits() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public SplitEnumerator<RangeSource.Range, RangeSource.Range> createEnumerator(
                SplitEnumeratorContext<RangeSource.Range> enumContext) {
            return ranges.createEnumerator(enumContext);
        }

        @Override
        public SplitEnumerator<RangeSource.Range, RangeSource.Range> restoreEnumerator(
                SplitEnumeratorContext<RangeSource.Range> enumContext, RangeSource.Range checkpoint) {
            return ranges.restoreEnumerator(enumContext, checkpoint);
        }

        @Override
        public SimpleVersionedSerializer<RangeSource.Range> getSplitSerializer() {
            return ranges.getSplitSerializer();
        }

        @Override
        public SimpleVersionedSerializer<RangeSource.Range> getEnumeratorCheckpointSerializer() {
            return ranges.getEnumeratorCheckpointSerializer();
        }
    }
}
