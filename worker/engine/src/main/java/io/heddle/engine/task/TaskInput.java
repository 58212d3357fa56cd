package io.heddle.engine.task;

import io.heddle.core.plan.JobEdge;
import io.heddle.core.types.TypeSerializer;
import io.heddle.engine.channel.Alignment;
import io.heddle.engine.channel.Element;
import io.heddle.engine.channel.Feeder;
import io.heddle.engine.channel.GateChannel;
import io.heddle.engine.channel.InFlight;
import io.heddle.engine.channel.InputGate;
import io.heddle.engine.channel.InputTurns;
import io.heddle.engine.channel.RecordBatch;
import io.heddle.engine.channel.StreamEvent;
import io.heddle.engine.job.ClassCopies;
import io.heddle.engine.operator.Input;
import io.heddle.engine.operator.Nowhere;
import io.heddle.engine.sort.SortSpace;
import io.heddle.engine.sort.SortedInputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Takes elements from the gate and gives each to whom it concerns. Task thread only. */
final class TaskInput {
    private static final Logger LOG = LogManager.getLogger(TaskInput.class);
    /** How many elements may be pulled out of the channels while a checkpoint waits for barriers behind them. */
    private static final int MOST_PULLED = 512;

    /** How many sorted records a step feeds. */
    private static final int FED_AT_ONCE = 64;

    /** What concerns the task as a whole. */
    interface Listener extends Alignment.Listener {

        /** No records will come any more. */
        void onEndOfData(boolean drained) throws Exception;

        void onSourceMessage(int producer, byte[] payload) throws Exception;
    }

    /**
     * A channel of the task.
     *
     * @param input the logical input it belongs to
     * @param position among that input's channels
     * @param origin identity of the operator that fills it, with what tells several edges of that operator apart
     */
    record Place(
            GateChannel channel,
            LogicalInput input,
            int position,
            int producer,
            String origin,
            TypeSerializer<Object> serializer) {}

    private final InputGate gate;
    private final Alignment alignment;
    private final Listener listener;
    private final List<LogicalInput> inputs = new ArrayList<>();
    /** By gate channel. */
    private final List<Place> places = new ArrayList<>();

    private @Nullable InFlight recording;
    private int dataEnded;
    private boolean drained = true;
    private long recordsIn;
    private long fed;
    /** Null if records are taken as they come. */
    private @Nullable SortedInputs sorted;

    private boolean feedsSorted;
    private @Nullable InputTurns turns;

    TaskInput(InputGate gate, Listener listener) {
        this.gate = gate;
        this.alignment = new Alignment(gate, listener);
        this.listener = listener;
    }

    /** Adds a channel of that edge, to be connected by the caller. */
    GateChannel add(JobEdge edge, int producer, String origin, TypeSerializer<Object> serializer) {
        int index = logical(edge);
        GateChannel channel = gate.add(index, edge.id());
        LogicalInput input = inputs.get(index);
        places.add(new Place(channel, input, input.add(channel), producer, origin, serializer));
        return channel;
    }

    private int logical(JobEdge edge) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).operator() == edge.targetOperator()
                    && inputs.get(i).ordinal() == edge.inputOrdinal()) {
                return i;
            }
        }
        inputs.add(new LogicalInput(edge.targetOperator(), edge.inputOrdinal()));
        return inputs.size() - 1;
    }

    /**
     * Connects the inputs with the operators; a source's input leads to no operator.
     *
     * @param finished whether the operators had finished before the task started: then no input leads to any, as they are not open
     */
    void attach(Chain chain, boolean finished, ClassCopies copies, SortSpace space, String name) {
        if (!chain.orders().isEmpty()) {
            sorted = new SortedInputs(chain.operators().get(0), chain.orders(), recordForms(), space, name);
        }
        for (LogicalInput each : inputs) {
            Input input = finished ? Nowhere.INSTANCE : way(chain, each);
            String place = "input " + chain.operatorId(each.operator()) + "/" + each.ordinal();
            each.attach(input, Feeder.of(copies, place, input));
        }
        turns = new InputTurns(gate, channel -> chain.turnOf(inputs.get(channel.input())));
    }

    /** Whether what fills broadcast variables has not ended. */
    boolean fillsVariables() {
        return turns != null && turns.now() == Chain.VARIABLES;
    }

    private Input way(Chain chain, LogicalInput to) {
        if (chain.source() != null) {
            return Nowhere.INSTANCE;
        }
        if (chain.turnOf(to) == Chain.VARIABLES) {
            return chain.operators().get(to.operator()).context().variables().input(to.ordinal());
        }
        return sorted != null ? sorted.input(to.ordinal()) : chain.input(to.operator(), to.ordinal());
    }

    /** By ordinal of the head's input. */
    private List<TypeSerializer<Object>> recordForms() {
        Map<Integer, TypeSerializer<Object>> forms = new TreeMap<>();
        places.forEach(place -> forms.put(place.input().ordinal(), place.serializer()));
        return List.copyOf(forms.values());
    }

    InputGate gate() {
        return gate;
    }

    List<Place> places() {
        return places;
    }

    /** Takes one element; false if there is none. */
    boolean step(long nowMs) throws Exception {
        if (feedsSorted) {
            feedSorted(Objects.requireNonNull(sorted));
            return true;
        }
        Element element = gate.next();
        if (element == null) {
            return false;
        }
        GateChannel channel = gate.current();
        if (element instanceof RecordBatch batch) {
            recordsIn += batch.size();
            fed += batch.size();
            InFlight recorder = recording;
            if (recorder != null && !gate.currentWasPulled()) {
                recorder.record(channel, batch);
            }
            inputs.get(channel.input()).feeder().feed(batch);
        } else {
            onEvent(channel, (StreamEvent) element, nowMs);
        }
        return true;
    }

    private void onEvent(GateChannel channel, StreamEvent event, long nowMs) throws Exception {
        LogicalInput input = inputs.get(channel.input());
        int position = places.get(channel.index()).position();
        if (event instanceof StreamEvent.WatermarkReached watermark) {
            input.pass(input.watermarks().onWatermark(position, watermark.timestampMs()));
        } else if (event instanceof StreamEvent.IdleChanged change) {
            input.pass(input.watermarks().onIdle(position, change.idle()));
        } else if (event instanceof StreamEvent.Barrier barrier) {
            onBarrier(channel, barrier, nowMs);
        } else if (event instanceof StreamEvent.SourceMessage message) {
            listener.onSourceMessage(places.get(channel.index()).producer(), message.payload());
        } else if (event instanceof StreamEvent.EndOfData end) {
            dataEnded++;
            drained &= end.drained();
            Objects.requireNonNull(turns, "the chain was not attached").onEndOfData();
            if (end.drained()) {
                input.pass(input.watermarks().onEnd(position));
            }
            if (dataEnded == gate.channels().size()) {
                // What is stopped in the middle has no last record of any key.
                feedsSorted = sorted != null && drained;
                if (!feedsSorted) {
                    listener.onEndOfData(drained);
                }
            }
        } else if (event instanceof StreamEvent.EndOfPartition) {
            gate.ended(channel);
            if (recording != null) {
                recording.stop(channel);
            }
            alignment.onEnd(channel, nowMs);
        }
    }

    private void feedSorted(SortedInputs from) throws Exception {
        fed += FED_AT_ONCE;
        if (!from.feed(FED_AT_ONCE)) {
            feedsSorted = false;
            from.end();
            listener.onEndOfData(drained);
        }
    }

    private void onBarrier(GateChannel channel, StreamEvent.Barrier barrier, long nowMs) throws Exception {
        if (isRecording(barrier.checkpointId())) {
            Objects.requireNonNull(recording).stop(channel);
        }
        alignment.onBarrier(channel, barrier, nowMs);
    }

    private boolean isRecording(long checkpointId) {
        return recording != null && recording.checkpointId() == checkpointId;
    }

    /** The task has taken its part already: what comes before the barriers is in flight, and is recorded. */
    void overtake(StreamEvent.Barrier barrier, long nowMs) throws Exception {
        InFlight recorder = new InFlight(barrier.checkpointId());
        recording = recorder;
        BitSet arrived = alignment.begin(barrier, nowMs);
        for (Place place : places) {
            if (!place.channel().isEnded() && !arrived.get(place.channel().index())) {
                recorder.start(place.channel(), place.serializer());
            }
        }
        alignment.checkBegun(barrier.checkpointId(), nowMs);
    }

    /** Takes what is in flight out of the channels, so that the barriers behind it come whether there is room for records or not. */
    int pull(long nowMs) throws Exception {
        int work = 0;
        int waiting = 0;
        for (GateChannel channel : gate.channels()) {
            waiting += channel.pulled().size();
        }
        for (GateChannel channel : gate.channels()) {
            while (recording != null && recording.isOpen(channel) && waiting < MOST_PULLED) {
                Element element = channel.pull();
                if (element == null) {
                    break;
                }
                work++;
                if (element instanceof StreamEvent.Barrier barrier && isRecording(barrier.checkpointId())) {
                    onBarrier(channel, barrier, nowMs);
                    break;
                }
                if (element instanceof RecordBatch batch) {
                    recording.record(channel, batch);
                }
                channel.keep(element);
                waiting++;
            }
        }
        return work;
    }

    boolean isRecording() {
        return recording != null;
    }

    /** What was recorded, once all barriers are here. */
    InFlight endRecording() {
        InFlight recorded = Objects.requireNonNull(recording, "nothing was recorded");
        recording = null;
        return recorded;
    }

    /** The earliest checkpoint that waits for barriers, or null. */
    @Nullable
    Long aligning() {
        return alignment.earliest();
    }

    /** The checkpoint was given up. */
    void abort(long checkpointId, long nowMs) throws Exception {
        if (isRecording(checkpointId)) {
            recording = null;
        }
        alignment.abort(checkpointId, nowMs);
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
            least = Math.min(least, each.isAttached() ? each.watermarks().merged() : Long.MIN_VALUE);
        }
        return inputs.isEmpty() ? Long.MIN_VALUE : least;
    }

    long recordsIn() {
        return recordsIn;
    }

    /** How many records have been worked on: those that are sorted come twice. */
    long fed() {
        return fed;
    }

    /** Lets go of everything. */
    void close() {
        gate.close();
        if (sorted != null) {
            try {
                sorted.close();
            } catch (IOException e) {
                LOG.warn("What was sorted could not be deleted", e);
            }
        }
    }
}
