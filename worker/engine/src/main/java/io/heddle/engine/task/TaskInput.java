package io.heddle.engine.task;

import io.heddle.core.plan.JobEdge;
import io.heddle.engine.channel.Alignment;
import io.heddle.engine.channel.Element;
import io.heddle.engine.channel.Feeder;
import io.heddle.engine.channel.GateChannel;
import io.heddle.engine.channel.InputGate;
import io.heddle.engine.channel.RecordBatch;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.channel.WatermarkMerge;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Nowhere;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes elements from the gate and gives each to whom it concerns. Task thread only. */
final class TaskInput {
    /** What concerns the task as a whole. */
    interface Listener {
        void onCheckpoint(StreamEvent.Barrier barrier, long alignmentMs) throws Exception;

        void onCheckpointAbandoned(long checkpointId);

        /** No records will come any more. */
        void onEndOfData(boolean drained) throws Exception;

        void onSourceMessage(int producer, byte[] payload) throws Exception;
    }

    /** One input of an operator: the channels of one edge, or of several that form a union. */
    private static final class LogicalInput {
        private final int operator;
        private final int ordinal;
        private final List<GateChannel> channels = new ArrayList<>();
        private @Nullable Input input;
        private @Nullable Feeder feeder;
        private @Nullable WatermarkMerge watermarks;
        private boolean idle;

        LogicalInput(int operator, int ordinal) {
            this.operator = operator;
            this.ordinal = ordinal;
        }

        Feeder feeder() {
            if (feeder == null) {
                throw new IllegalStateException("the chain was not attached");
            }
            return feeder;
        }

        Input input() {
            if (input == null) {
                throw new IllegalStateException("the chain was not attached");
            }
            return input;
        }

        WatermarkMerge watermarks() {
            if (watermarks == null) {
                throw new IllegalStateException("the chain was not attached");
            }
            return watermarks;
        }
    }

    private final InputGate gate;
    private final Alignment alignment;
    private final Listener listener;
    private final List<LogicalInput> inputs = new ArrayList<>();
    /** By gate channel: its position in its logical input, and the producing subtask. */
    private final List<int[]> places = new ArrayList<>();

    private int dataEnded;
    private boolean drained = true;
    private long recordsIn;

    TaskInput(InputGate gate, Listener listener) {
        this.gate = gate;
        this.alignment = new Alignment(gate);
        this.listener = listener;
    }

    /** Adds a channel of that edge, to be connected by the caller. */
    GateChannel add(JobEdge edge, int producer) {
        int index = logical(edge);
        GateChannel channel = gate.add(index, edge.id());
        List<GateChannel> siblings = inputs.get(index).channels;
        places.add(new int[] {siblings.size(), producer});
        siblings.add(channel);
        return channel;
    }

    private int logical(JobEdge edge) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).operator == edge.targetOperator() && inputs.get(i).ordinal == edge.inputOrdinal()) {
                return i;
            }
        }
        inputs.add(new LogicalInput(edge.targetOperator(), edge.inputOrdinal()));
        return inputs.size() - 1;
    }

    /** Connects the inputs with the operators; a source's input leads to no operator. */
    void attach(Chain chain, ClassCopies copies) {
        for (LogicalInput each : inputs) {
            each.watermarks = new WatermarkMerge(each.channels.size());
            Input input = chain.source() != null ? Nowhere.INSTANCE : chain.input(each.operator, each.ordinal);
            each.input = input;
            each.feeder = Feeder.of(copies, "input " + chain.operatorId(each.operator) + "/" + each.ordinal, input);
        }
    }

    InputGate gate() {
        return gate;
    }

    /** Takes one element; false if there is none. */
    boolean step(long nowMs) throws Exception {
        Element element = gate.next();
        if (element == null) {
            return false;
        }
        GateChannel channel = gate.current();
        if (element instanceof RecordBatch batch) {
            recordsIn += batch.size();
            inputs.get(channel.input()).feeder().feed(batch);
        } else {
            onEvent(channel, (StreamEvent) element, nowMs);
        }
        return true;
    }

    private void onEvent(GateChannel channel, StreamEvent event, long nowMs) throws Exception {
        if (event instanceof StreamEvent.WatermarkReached watermark) {
            LogicalInput input = inputs.get(channel.input());
            pass(input, input.watermarks().onWatermark(place(channel), watermark.timestampMs()));
        } else if (event instanceof StreamEvent.IdleChanged change) {
            LogicalInput input = inputs.get(channel.input());
            pass(input, input.watermarks().onIdle(place(channel), change.idle()));
        } else if (event instanceof StreamEvent.Barrier barrier) {
            on(alignment.onBarrier(channel, barrier, nowMs));
        } else if (event instanceof StreamEvent.SourceMessage message) {
            listener.onSourceMessage(places.get(channel.index())[1], message.payload());
        } else if (event instanceof StreamEvent.EndOfData end) {
            onEndOfData(channel, end);
        } else if (event instanceof StreamEvent.EndOfPartition) {
            onEndOfPartition(channel, nowMs);
        }
    }

    private int place(GateChannel channel) {
        return places.get(channel.index())[0];
    }

    private static void pass(LogicalInput input, boolean risen) throws Exception {
        boolean nowIdle = input.watermarks().allIdle();
        if (risen) {
            input.input().watermark(input.watermarks().merged());
        }
        if (nowIdle != input.idle) {
            input.idle = nowIdle;
            input.input().idle(nowIdle);
        }
    }

    private void onEndOfData(GateChannel channel, StreamEvent.EndOfData end) throws Exception {
        dataEnded++;
        drained &= end.drained();
        LogicalInput input = inputs.get(channel.input());
        if (end.drained()) {
            pass(input, input.watermarks().onEnd(place(channel)));
        }
        if (dataEnded == gate.channels().size()) {
            listener.onEndOfData(drained);
        }
    }

    private void onEndOfPartition(GateChannel channel, long nowMs) throws Exception {
        gate.ended(channel);
        on(alignment.onEnd(channel, nowMs));
    }

    private void on(Alignment.Outcome outcome) throws Exception {
        if (outcome instanceof Alignment.Outcome.Replaced replaced) {
            listener.onCheckpointAbandoned(replaced.abandonedId());
            on(replaced.then());
        } else if (outcome instanceof Alignment.Outcome.Complete complete) {
            try {
                listener.onCheckpoint(complete.barrier(), complete.alignmentMs());
            } finally {
                alignment.release();
            }
        }
    }

    /** The checkpoint was given up. */
    void abort(long checkpointId) {
        alignment.abort(checkpointId);
    }

    /** Whether all channels have given their last element. */
    boolean ended() {
        return gate.live() == 0;
    }

    /** The least event time of all inputs. */
    long watermarkMs() {
        long least = Long.MAX_VALUE;
        for (LogicalInput each : inputs) {
            // A task that fails while it is built reports too.
            least = Math.min(least, each.watermarks == null ? Long.MIN_VALUE : each.watermarks.merged());
        }
        return inputs.isEmpty() ? Long.MIN_VALUE : least;
    }

    long recordsIn() {
        return recordsIn;
    }
}
