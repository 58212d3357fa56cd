package io.heddle.engine.testing;

import io.heddle.api.environment.ExecutionConfig;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskId;
import io.heddle.core.plan.JobPlan;
import io.heddle.core.time.SettableClock;
import io.heddle.core.types.Serializers;
import io.heddle.engine.job.LoadedUserCode;
import io.heddle.engine.job.OpenedJob;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskFacts;
import io.heddle.engine.operator.TaskLoop;
import io.heddle.engine.operator.TaskObservations;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.snapshot.RestoredSegment;
import io.heddle.engine.state.heap.HeapStateBackend;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** One operator instance, stepped by hand: records, watermarks, processing time, mail, snapshots. */
public final class OperatorHarness {
    /** Makes the operator of a spec, as {@code Operators.make} does. */
    @FunctionalInterface
    public interface Maker {
        Operator make(OperatorSpec spec, OperatorContext context, Outputs outputs);
    }

    private final SettableClock clock = new SettableClock(0);
    private final ProcessingTimers timers = new ProcessingTimers();
    private final TaskObservations observations = new TaskObservations();
    private final Queue<TaskLoop.Mail> mail = new ArrayDeque<>();
    private final Operator operator;

    /** What came out of the main output: {@code value@timestamp}, {@code W timestamp}, {@code idle true}. */
    public final List<String> out = new ArrayList<>();

    /** What a source has said of its event time: {@code group@time}. */
    public final List<String> eventTimes = new ArrayList<>();

    /** What came out of side outputs, by id. */
    public final Map<String, List<String>> sides = new TreeMap<>();

    /** An instance that owns all key groups. */
    public OperatorHarness(OperatorSpec spec, Maker maker, List<RestoredSegment> restored, String... sideOutputs) {
        this(spec, maker, 1, 0, restored, Map.of(), sideOutputs);
    }

    /** One of several instances, which owns its share of the key groups. */
    public static OperatorHarness subtask(
            int subtask,
            int parallelism,
            OperatorSpec spec,
            Maker maker,
            List<RestoredSegment> restored,
            String... sideOutputs) {
        return new OperatorHarness(spec, maker, parallelism, subtask, restored, Map.of(), sideOutputs);
    }

    /** An instance in a job with those properties. */
    public OperatorHarness(
            OperatorSpec spec, Maker maker, List<RestoredSegment> restored, Map<String, String> properties) {
        this(spec, maker, 1, 0, restored, properties);
    }

    private OperatorHarness(
            OperatorSpec spec,
            Maker maker,
            int parallelism,
            int subtask,
            List<RestoredSegment> restored,
            Map<String, String> properties,
            String... sideOutputs) {
        Plans plans = new Plans();
        plans.vertex("operator", parallelism, spec);
        JobPlan bare = plans.plan();
        JobPlan plan = new JobPlan(bare.id(), bare.name(), bare.vertices(), bare.edges(), bare.artifacts(), properties);
        ClassLoader loader = OperatorHarness.class.getClassLoader();
        OpenedJob job = new OpenedJob(
                plan,
                0,
                new LoadedUserCode(loader, Map.of()),
                Serializers.of(loader),
                new ExecutionConfig(),
                new HeapStateBackend());
        TaskFacts facts =
                new TaskFacts(plan.vertices().get(0), new ExecutionId(new TaskId(plan.id(), 0, subtask), 0), "host");
        TaskContext task = new TaskContext(
                facts,
                job,
                clock,
                timers,
                new Loop(),
                Runnable::run,
                observations,
                (id, offset, count, records, last) -> {},
                (group, timeMs) -> eventTimes.add(group + "@" + timeMs));
        OperatorRestore restore = restored.isEmpty() ? OperatorRestore.NONE : new OperatorRestore(true, 7, restored);
        Map<String, Input> byTag = new TreeMap<>();
        for (String tag : sideOutputs) {
            List<String> side = new ArrayList<>();
            sides.put(tag, side);
            byTag.put(tag, new Recorder(side));
        }
        operator = maker.make(
                spec,
                new OperatorContext(task, plan.vertices().get(0).operators().get(0), restore),
                new Outputs(new Recorder(out), byTag));
    }

    /** Opens the operator. */
    public OperatorHarness open() throws Exception {
        operator.open();
        return this;
    }

    public void record(Object value, long timestampMs) throws Exception {
        record(0, value, timestampMs);
    }

    public void record(int ordinal, Object value, long timestampMs) throws Exception {
        operator.input(ordinal).record(value, timestampMs);
    }

    public void watermark(long timestampMs) throws Exception {
        watermark(0, timestampMs);
    }

    public void watermark(int ordinal, long timestampMs) throws Exception {
        operator.input(ordinal).watermark(timestampMs);
    }

    public void idle(int ordinal, boolean idle) throws Exception {
        operator.input(ordinal).idle(idle);
    }

    /** Lets the wall clock reach that time and fires what is due. */
    public void processingTime(long wallMs) throws Exception {
        clock.advanceMs(wallMs - clock.wallMs());
        timers.fire(wallMs);
    }

    /** Lets the wall clock reach that time while the task is busy, so that nothing fires. */
    public void busyUntil(long wallMs) {
        clock.advanceMs(wallMs - clock.wallMs());
    }

    /** Runs the mail that has come. */
    public void readMail() throws Exception {
        for (TaskLoop.Mail next = mail.poll(); next != null; next = mail.poll()) {
            next.run();
        }
    }

    public Operator operator() {
        return operator;
    }

    public TaskObservations observations() {
        return observations;
    }

    /** What has come out since the last call. */
    public List<String> taken() {
        List<String> taken = List.copyOf(out);
        out.clear();
        return taken;
    }

    /** What a checkpoint taken now holds. */
    public List<RestoredSegment> snapshot() throws Exception {
        return snapshot(7);
    }

    /** What the checkpoint of that number, taken now, holds. */
    public List<RestoredSegment> snapshot(long checkpointId) throws Exception {
        operator.beforeBarrier(checkpointId);
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(checkpointId, CheckpointKind.CHECKPOINT, 0);
        operator.snapshot(checkpoint);
        return checkpoint.written();
    }

    private record Recorder(List<String> out) implements Input {
        @Override
        public void record(Object value, long timestampMs) {
            out.add(timestampMs == NO_TIMESTAMP ? value + "@-" : value + "@" + timestampMs);
        }

        @Override
        public void watermark(long timestampMs) {
            out.add("W " + timestampMs);
        }

        @Override
        public void idle(boolean idle) {
            out.add("idle " + idle);
        }
    }

    private final class Loop implements TaskLoop {
        private int yielding;

        @Override
        public void post(Mail what) {
            mail.add(what);
        }

        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public void yieldToMail() throws Exception {
            TaskLoop.Mail next = mail.poll();
            if (next == null) {
                throw new IllegalStateException("It would wait for ever.");
            }
            yielding++;
            try {
                next.run();
            } finally {
                yielding--;
            }
        }

        @Override
        public boolean isYielding() {
            return yielding > 0;
        }
    }
}
