package io.heddle.testkit;

import io.heddle.api.eventtime.Watermark;
import io.heddle.api.functions.OutputTag;
import io.heddle.api.plan.OperatorSpec;
import io.heddle.core.checkpoint.CheckpointKind;
import io.heddle.core.time.SettableClock;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Operator;
import io.heddle.engine.operator.OperatorContext;
import io.heddle.engine.operator.Outputs;
import io.heddle.engine.operator.ProcessingTimers;
import io.heddle.engine.operator.TaskContext;
import io.heddle.engine.operator.TaskLoop;
import io.heddle.engine.operator.TaskObservations;
import io.heddle.engine.snapshot.MemoryCheckpoint;
import io.heddle.engine.snapshot.OperatorRestore;
import io.heddle.engine.task.AllOperators;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One instance of one operator, stepped by hand on the test's own thread. It owns all keys. Time stands still until the test
 * moves it; it begins at 0.
 *
 * @param <OUT> the type of the main output
 */
public abstract sealed class StreamOperatorTestHarness<OUT> implements AutoCloseable
        permits OneInputStreamOperatorTestHarness, TwoInputStreamOperatorTestHarness {
    private final OperatorSpec spec;
    private final SettableClock clock = new SettableClock(0);
    private final ProcessingTimers timers = new ProcessingTimers();
    private final Queue<TaskLoop.Mail> mail = new ConcurrentLinkedQueue<>();
    private final Queue<Object> output = new ArrayDeque<>();
    private final Map<String, Queue<Object>> sideOutputs = new HashMap<>();
    private OperatorRestore restore = OperatorRestore.NONE;
    private @Nullable Operator operator;

    StreamOperatorTestHarness(OperatorSpec spec, OutputTag<?>... sideOutputs) {
        this.spec = spec;
        for (OutputTag<?> tag : sideOutputs) {
            this.sideOutputs.put(tag.getId(), new ArrayDeque<>());
        }
    }

    /** Starts from the state of another harness; before {@link #open}. */
    public void initializeState(OperatorSubtaskState state) {
        if (operator != null) {
            throw new IllegalStateException("initializeState comes before open().");
        }
        restore = new OperatorRestore(true, state.checkpointId(), state.segments());
    }

    /** Accepted so that known tests compile; {@link #open} does it. */
    public void setup() {}

    /** Makes the operator, gives it its state and opens the function. */
    public void open() throws Exception {
        if (operator != null) {
            throw new IllegalStateException("The harness is open already.");
        }
        SingleOperator alone = SingleOperator.of(spec);
        TaskContext task = new TaskContext(
                alone.facts(),
                alone.job(),
                clock,
                timers,
                new Loop(),
                Runnable::run,
                new TaskObservations(),
                (id, offset, count, records, last) -> {},
                (group, timeMs) -> {});
        Map<String, Input> sides = new HashMap<>();
        sideOutputs.forEach((id, queue) -> sides.put(id, new Recorder(queue, false)));
        Operator made = AllOperators.make(
                spec,
                new OperatorContext(task, alone.operator(), restore),
                new Outputs(new Recorder(output, true), sides));
        operator = made;
        made.open();
    }

    final Operator operator() {
        if (operator == null) {
            throw new IllegalStateException("Call open() first.");
        }
        return operator;
    }

    final void take(int ordinal, Object value, long timestampMs) throws Exception {
        operator().input(ordinal).record(value, timestampMs);
        readMail();
    }

    final void advance(int ordinal, long timestampMs) throws Exception {
        operator().input(ordinal).watermark(timestampMs);
        readMail();
    }

    /** Runs what other threads have sent to the operator, such as results of asynchronous requests. */
    public void readMail() throws Exception {
        for (TaskLoop.Mail next = mail.poll(); next != null; next = mail.poll()) {
            next.run();
        }
    }

    /** Lets processing time reach that many milliseconds since the epoch, and fires the timers that are due. */
    public void setProcessingTime(long timeMs) throws Exception {
        operator();
        clock.advanceMs(timeMs - clock.wallMs());
        timers.fire(timeMs);
        readMail();
    }

    /** Milliseconds since the epoch, as the operator sees it. */
    public long getProcessingTime() {
        return clock.wallMs();
    }

    /** Says that the input has ended. */
    public void endInput() throws Exception {
        operator().finish();
        readMail();
    }

    /** Takes a checkpoint. */
    public OperatorSubtaskState snapshot(long checkpointId, long timestamp) throws Exception {
        operator().beforeBarrier(checkpointId);
        MemoryCheckpoint checkpoint = new MemoryCheckpoint(checkpointId, CheckpointKind.CHECKPOINT, timestamp);
        operator().snapshot(checkpoint);
        return new OperatorSubtaskState(checkpointId, checkpoint.written());
    }

    /** Says that a checkpoint is complete. */
    public void notifyOfCompletedCheckpoint(long checkpointId) throws Exception {
        operator().checkpointCompleted(checkpointId);
        readMail();
    }

    /** What came out, in order: {@link StreamRecord}s and {@link Watermark}s. Take out what the test has seen. */
    public Queue<Object> getOutput() {
        return output;
    }

    /** The records that came out, without watermarks. */
    @SuppressWarnings("unchecked")
    public List<StreamRecord<? extends OUT>> extractOutputStreamRecords() {
        List<StreamRecord<? extends OUT>> records = new ArrayList<>();
        for (Object each : output) {
            if (each instanceof StreamRecord<?> record) {
                records.add((StreamRecord<? extends OUT>) record);
            }
        }
        return records;
    }

    /** The values that came out, without timestamps and watermarks. */
    public List<OUT> extractOutputValues() {
        List<OUT> values = new ArrayList<>();
        for (StreamRecord<? extends OUT> record : extractOutputStreamRecords()) {
            values.add(record.getValue());
        }
        return values;
    }

    /**
     * What came out of a side output.
     *
     * @throws IllegalArgumentException if the harness was not made with that tag
     */
    @SuppressWarnings("unchecked")
    public <X> Queue<StreamRecord<X>> getSideOutput(OutputTag<X> tag) {
        Queue<Object> side = sideOutputs.get(tag.getId());
        if (side == null) {
            throw new IllegalArgumentException("The harness does not record the side output '" + tag.getId()
                    + "': give its tag when the harness is made.");
        }
        return (Queue<StreamRecord<X>>) (Queue<?>) side;
    }

    /** Closes the function. */
    @Override
    public void close() {
        if (operator != null) {
            try {
                operator.close();
            } catch (Exception e) {
                throw new IllegalStateException("The operator could not be closed.", e);
            }
        }
    }

    private record Recorder(Queue<Object> out, boolean withWatermarks) implements Input {
        @Override
        public void record(Object value, long timestampMs) {
            out.add(timestampMs == NO_TIMESTAMP ? new StreamRecord<>(value) : new StreamRecord<>(value, timestampMs));
        }

        @Override
        public void watermark(long timestampMs) {
            if (withWatermarks) {
                out.add(new Watermark(timestampMs));
            }
        }

        @Override
        public void idle(boolean idle) {}
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
            Mail next = mail.poll();
            if (next == null) {
                throw new IllegalStateException("The operator waits for an answer that the test has not given.");
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
