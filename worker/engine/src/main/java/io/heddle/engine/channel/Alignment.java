package io.heddle.engine.channel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the barriers of checkpoints over the channels of a gate. Exactly once: a channel that has delivered its barrier is
 * held until all others have, unless the task has {@link #begin begun} the checkpoint before; at least once: barriers are only
 * counted. Task thread only.
 */
public final class Alignment {
    private final InputGate gate;
    private final Listener listener;
    private final TreeMap<Long, Collecting> pending = new TreeMap<>();
    /** Barriers of a later checkpoint behind that of one which was begun and has not come together. */
    private final Map<GateChannel, StreamEvent.Barrier> deferred = new LinkedHashMap<>();
    /** Checkpoints that were given up, some perhaps before their first barrier came. */
    private final Set<Long> abandoned = new HashSet<>();

    private long lastId = -1;

    public Alignment(InputGate gate, Listener listener) {
        this.gate = gate;
        this.listener = listener;
    }

    /** What comes of barriers. */
    public interface Listener {

        /** All barriers of the checkpoint are here; channels are released when this returns. */
        void onComplete(StreamEvent.Barrier barrier, long alignmentMs) throws Exception;

        /** A channel has gone on to a later checkpoint: this one can never come together. */
        void onSkipped(long checkpointId);
    }

    private static final class Collecting {
        private final StreamEvent.Barrier barrier;
        private final long sinceMs;
        private final BitSet arrived = new BitSet();
        private boolean begun;

        Collecting(StreamEvent.Barrier barrier, long sinceMs) {
            this.barrier = barrier;
            this.sinceMs = sinceMs;
        }
    }

    /** A barrier has come over {@code channel}. */
    public void onBarrier(GateChannel channel, StreamEvent.Barrier barrier, long nowMs) throws Exception {
        long id = barrier.checkpointId();
        if (id <= lastId || abandoned.contains(id)) {
            return;
        }
        for (Collecting earlier : List.copyOf(pending.headMap(id).values())) {
            if (!earlier.arrived.get(channel.index())) {
                skip(earlier, nowMs);
            } else if (earlier.begun) {
                gate.hold(channel);
                deferred.put(channel, barrier);
                return;
            }
        }
        Collecting collecting = pending.computeIfAbsent(id, absent -> new Collecting(barrier, nowMs));
        collecting.arrived.set(channel.index());
        if (barrier.aligned() && !collecting.begun) {
            gate.hold(channel);
        }
        check(collecting, nowMs);
    }

    /** The channel will deliver no barrier any more; call after the gate was told. */
    public void onEnd(GateChannel channel, long nowMs) throws Exception {
        for (Collecting each : List.copyOf(pending.values())) {
            each.arrived.clear(channel.index());
            check(each, nowMs);
        }
    }

    /**
     * The task has taken its part of the checkpoint before all barriers have come: nothing waits for them any more.
     *
     * @return the indexes of the channels whose barrier has come
     */
    public BitSet begin(StreamEvent.Barrier barrier, long nowMs) {
        Collecting collecting =
                pending.computeIfAbsent(barrier.checkpointId(), absent -> new Collecting(barrier, nowMs));
        collecting.begun = true;
        release();
        return (BitSet) collecting.arrived.clone();
    }

    /** Looks whether the checkpoint that was begun has come together. */
    public void checkBegun(long checkpointId, long nowMs) throws Exception {
        Collecting collecting = pending.get(checkpointId);
        if (collecting != null) {
            check(collecting, nowMs);
        }
    }

    private void check(Collecting collecting, long nowMs) throws Exception {
        long id = collecting.barrier.checkpointId();
        if (pending.get(id) != collecting || collecting.arrived.cardinality() < gate.live()) {
            return;
        }
        lastId = id;
        pending.remove(id);
        abandoned.removeIf(each -> each <= id);
        try {
            listener.onComplete(collecting.barrier, nowMs - collecting.sinceMs);
        } finally {
            release();
        }
        goOn(nowMs);
    }

    private void skip(Collecting collecting, long nowMs) throws Exception {
        pending.remove(collecting.barrier.checkpointId());
        listener.onSkipped(collecting.barrier.checkpointId());
        release();
        goOn(nowMs);
    }

    /** Takes from all channels again but those that a later checkpoint waits with. */
    private void release() {
        gate.releaseAll();
        for (Collecting each : pending.values()) {
            if (each.barrier.aligned() && !each.begun) {
                each.arrived.stream().mapToObj(gate.channels()::get).forEach(gate::hold);
            }
        }
    }

    private void goOn(long nowMs) throws Exception {
        List<Map.Entry<GateChannel, StreamEvent.Barrier>> due = new ArrayList<>(deferred.entrySet());
        deferred.clear();
        for (Map.Entry<GateChannel, StreamEvent.Barrier> each : due) {
            onBarrier(each.getKey(), each.getValue(), nowMs);
        }
    }

    /** The checkpoint was given up. Its late barriers are ignored. */
    public void abort(long checkpointId, long nowMs) throws Exception {
        if (checkpointId > lastId) {
            abandoned.add(checkpointId);
        }
        if (pending.remove(checkpointId) != null) {
            release();
            goOn(nowMs);
        }
    }

    /** The earliest checkpoint of which a barrier is here, or which was begun, and which has not come together. */
    public @Nullable Long earliest() {
        return pending.isEmpty() ? null : pending.firstKey();
    }
}
